package dev.opendollr.cli;

import static java.util.Objects.requireNonNull;

import dev.opendollr.OpenDollr;
import dev.opendollr.Store;
import dev.opendollr.problem.StartFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `opendollr sandbox …`: what only the operator of a sandbox does with it.
@Command(name = "sandbox", description = "Move the clock of a sandbox, or empty the sandbox.")
final class SandboxCommand {
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(
            description =
                    "Say where the clock of the sandbox stands, or move it forward, for everybody, beside a running "
                            + "server or without one: at most 366 days at once, and 3,650 days ahead of real time.")
    int clock(
            @Mixin DatabaseOptions database,
            @Option(names = "--forward", paramLabel = "LENGTH", description = "How far: 90s, 30m, 1h or 7d.")
                    Optional<String> forward,
            @Option(names = "--to", paramLabel = "TIME", description = "Where to, such as 2027-01-01T00:00:00Z.")
                    Optional<Instant> to) {
        if (forward.isPresent() && to.isPresent()) {
            throw new ParameterException(spec.commandLine(), "give either --forward or --to");
        }
        var length = forward.map(this::length);
        var now = Administration.withDatabase(database, store -> OpenDollr.moveClock(store, length, to));
        spec.commandLine().getOut().println("The clock of the sandbox stands at " + now);
        spec.commandLine().getOut().flush();
        return 0;
    }

    @Command(
            description =
                    "Empty the sandbox and give it real time back: parties, orders, invoices, payments and wallets go; "
                            + "merchants, credentials, passcodes and prices stay. Stop every server first.")
    int reset(
            @Mixin DatabaseOptions database,
            @Option(names = "--role", paramLabel = "sandbox|live", description = "As for serve; live is never emptied.")
                    Optional<String> role,
            @Option(names = "--yes", description = "Needed, because nothing brings back what is emptied.")
                    boolean yes) {
        if (!role.orElse("sandbox").equals("sandbox")) {
            throw new StartFailure("only a sandbox is emptied, and --role says that this is none");
        }
        if (!yes) {
            throw new ParameterException(
                    spec.commandLine(), "this empties the whole sandbox, for all its merchants; add --yes to do it");
        }
        Store.asOnlyUser(database.withoutServer(), OpenDollr::resetSandbox);
        spec.commandLine().getOut().println("The sandbox is empty and its clock shows real time again.");
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Duration length(String text) {
        var matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--forward': give a length such as 90s, 30m, 1h or 7d");
        }
        var unit = requireNonNull(UNITS.get(matcher.group(2)));
        return unit.multipliedBy(Integer.parseInt(matcher.group(1)));
    }
}
