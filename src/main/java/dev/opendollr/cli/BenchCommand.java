package dev.opendollr.cli;

import dev.opendollr.Config.ExternalDatabase;
import dev.opendollr.Store;
import dev.opendollr.bench.AttackBench;
import dev.opendollr.bench.AttackPlan;
import dev.opendollr.bench.Bench;
import dev.opendollr.bench.BenchPlan;
import dev.opendollr.bench.PageBench;
import dev.opendollr.bench.PagePlan;
import dev.opendollr.bench.Workload;
import dev.opendollr.bench.Workspace;
import java.time.Duration;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `opendollr bench …`: measures the speed of OpenDollr on this machine.
@Command(name = "bench", description = "Measure OpenDollr against pgbench on the same PostgreSQL.")
final class BenchCommand {
    private static final String FILLS = "Fills the database with orders, so give it one of its own.";
    private static final int MERCHANTS = 64;

    @Spec
    CommandSpec spec = CommandSpec.create();

    /// The duration and the load: options that all comparisons with pgbench share.
    static final class Effort {
        @Option(
                names = "--connections",
                defaultValue = "32",
                paramLabel = "N",
                description = "Clients at once. Default: ${DEFAULT-VALUE}")
        int connections;

        @Option(
                names = "--seconds",
                defaultValue = "10",
                paramLabel = "S",
                description = "How long each side runs in a round. Default: ${DEFAULT-VALUE}")
        int seconds;

        @Option(
                names = "--rounds",
                defaultValue = "3",
                paramLabel = "N",
                description = "How often both sides run. Default: ${DEFAULT-VALUE}")
        int rounds;

        @Option(
                names = "--warm-up",
                defaultValue = "40",
                paramLabel = "S",
                description = "Seconds for which the server runs before. Default: ${DEFAULT-VALUE}")
        int warmUp;
    }

    @Command(
            description =
                    "Cancel orders for some seconds, by pgbench and by a server started for it, in turns. " + FILLS)
    int cancel(@Mixin DatabaseOptions database, @Mixin Effort effort) {
        return run(Workload.CANCEL, 1, database, effort);
    }

    @Command(
            name = "create-publish-cancel",
            description = "Create orders, add an item, publish and cancel them, by both sides in turns. " + FILLS)
    int createPublishCancel(@Mixin DatabaseOptions database, @Mixin Effort effort) {
        return run(Workload.CREATE_PUBLISH_CANCEL, 1, database, effort);
    }

    @Command(description = "Collect the money of orders through the sandbox, by both sides in turns. " + FILLS)
    int collect(
            @Mixin DatabaseOptions database,
            @Mixin Effort effort,
            @Option(
                            names = "--one-wallet",
                            description = "All money goes to one merchant instead of " + MERCHANTS + ".")
                    boolean oneWallet) {
        return run(Workload.COLLECT, oneWallet ? 1 : MERCHANTS, database, effort);
    }

    @Command(
            description = "Let one merchant create and cancel orders while strangers and another merchant attack the"
                    + " server, one attack after the other. " + FILLS)
    int attacks(
            @Mixin DatabaseOptions database,
            @Option(
                            names = "--connections",
                            defaultValue = "4",
                            paramLabel = "N",
                            description = "Clients of the merchant at once. Default: ${DEFAULT-VALUE}")
                    int connections,
            @Option(
                            names = "--seconds",
                            defaultValue = "10",
                            paramLabel = "S",
                            description = "How long each attack lasts. Default: ${DEFAULT-VALUE}")
                    int seconds,
            @Option(
                            names = "--warm-up",
                            defaultValue = "40",
                            paramLabel = "S",
                            description = "Seconds for which the merchant calls before. Default: ${DEFAULT-VALUE}")
                    int warmUp) {
        check("--connections", connections, 1, BenchPlan.CONNECTIONS_MAX);
        check("--seconds", seconds, 1, BenchPlan.SECONDS_MAX);
        check("--warm-up", warmUp, 0, BenchPlan.WARM_UP_SECONDS_MAX);
        var plan = new AttackPlan(connections, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp));
        var out = spec.commandLine().getOut();
        return withDatabase(
                database,
                (external, workspace) -> AttackBench.run(plan, external, Main.class.getName(), workspace, out));
    }

    @Command(description = "Open payment pages, and retrieve the same orders, in turns. " + FILLS)
    int page(
            @Mixin DatabaseOptions database,
            @Option(
                            names = "--connections",
                            defaultValue = "32",
                            paramLabel = "N",
                            description = "Clients at once. Default: ${DEFAULT-VALUE}")
                    int connections,
            @Option(
                            names = "--seconds",
                            defaultValue = "10",
                            paramLabel = "S",
                            description = "How long each side runs in a round. Default: ${DEFAULT-VALUE}")
                    int seconds,
            @Option(
                            names = "--rounds",
                            defaultValue = "5",
                            paramLabel = "N",
                            description = "How often both sides run. Default: ${DEFAULT-VALUE}")
                    int rounds,
            @Option(
                            names = "--warm-up",
                            defaultValue = "40",
                            paramLabel = "S",
                            description = "Seconds for which both sides run before. Default: ${DEFAULT-VALUE}")
                    int warmUp) {
        check("--connections", connections, 1, BenchPlan.CONNECTIONS_MAX);
        check("--seconds", seconds, 1, BenchPlan.SECONDS_MAX);
        check("--rounds", rounds, 1, BenchPlan.ROUNDS_MAX);
        check("--warm-up", warmUp, 0, BenchPlan.WARM_UP_SECONDS_MAX);
        var plan = new PagePlan(connections, Duration.ofSeconds(seconds), rounds, Duration.ofSeconds(warmUp));
        var out = spec.commandLine().getOut();
        return withDatabase(
                database, (external, workspace) -> PageBench.run(plan, external, Main.class.getName(), workspace, out));
    }

    private int run(Workload workload, int merchants, DatabaseOptions database, Effort effort) {
        check("--connections", effort.connections, 1, BenchPlan.CONNECTIONS_MAX);
        check("--seconds", effort.seconds, 1, BenchPlan.SECONDS_MAX);
        check("--rounds", effort.rounds, 1, BenchPlan.ROUNDS_MAX);
        check("--warm-up", effort.warmUp, 0, BenchPlan.WARM_UP_SECONDS_MAX);
        var plan = new BenchPlan(
                workload,
                merchants,
                effort.connections,
                Duration.ofSeconds(effort.seconds),
                effort.rounds,
                Duration.ofSeconds(effort.warmUp));
        var out = spec.commandLine().getOut();
        return withDatabase(
                database, (external, workspace) -> Bench.run(plan, external, Main.class.getName(), workspace, out));
    }

    private int withDatabase(DatabaseOptions database, BiConsumer<ExternalDatabase, Workspace> measures) {
        try (var workspace = Workspace.open()) {
            database.data = workspace.folder().toString();
            var config = database.withoutServer();
            var external = config.database().external().orElseThrow(this::withoutDatabase);
            // Before the server starts, so that the measured start does not include a migration.
            Store.migrate(external);
            measures.accept(external, workspace);
        }
        return 0;
    }

    private void check(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '" + option + "': it is a whole number from " + min + " to " + max);
        }
    }

    private ParameterException withoutDatabase() {
        return new ParameterException(
                spec.commandLine(),
                "Missing required option '--database-url': a benchmark needs a PostgreSQL that it may fill with"
                        + " orders");
    }
}
