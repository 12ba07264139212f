package dev.opendollr.cli;

import dev.opendollr.cli.ExecutionJson.WithHistory;
import dev.opendollr.execution.OperatorWord;
import dev.opendollr.source.HistoryEntry;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opendollr execution …`: executions whose outcome is open, late payments, and the history of one execution.
@Command(name = "execution", description = "List what is in flight, show one, and state an outcome no gateway tells.")
final class ExecutionCommand {
    private static final int LISTED_MAX = 1_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    /// The executions to list.
    static final class Which {
        @Option(names = "--open", required = true, description = "Those whose outcome is not known.")
        boolean open;

        @Option(
                names = "--late",
                required = true,
                description = "Payouts and refunds that were declined and then paid all the same: the wallet has its "
                        + "money back, and you bear them until you have settled them with the merchant.")
        boolean late;
    }

    @Command(description = "List executions, the oldest first.")
    int list(@Mixin DatabaseOptions database, @Mixin Output output, @ArgGroup(multiplicity = "1") Which which) {
        var found = Administration.with(
                database,
                doors -> which.open
                        ? doors.openExecutions().list(LISTED_MAX)
                        : doors.openExecutions().listLate(LISTED_MAX));
        var kind = which.open ? " open" : " late";
        int exitCode = output.list(
                spec, found.stream().map(ExecutionJson::of).toList(), json -> json, ExecutionJson::line, "0" + kind);
        if (!output.json && !found.isEmpty()) {
            var out = spec.commandLine().getOut();
            out.println(found.size() + (found.size() == LISTED_MAX ? " or more" : "") + kind);
            out.flush();
        }
        return exitCode;
    }

    @Command(
            description = "Show an execution and everything that has happened to it. Merchants choose references, so "
                    + "several may have chosen the same: all of them are shown, and --json prints an array.")
    int show(
            @Mixin DatabaseOptions database,
            @Mixin Output output,
            @Parameters(paramLabel = "REFERENCE", description = "Its reference_id.") UUID reference) {
        var found = Administration.with(database, doors -> {
            var executions = doors.openExecutions();
            return executions.find(reference, LISTED_MAX).stream()
                    .map(execution ->
                            new WithHistory(ExecutionJson.of(execution), executions.history(execution, LISTED_MAX)))
                    .toList();
        });
        output.showAll(spec, found, shown -> shown.execution().facts(shown.history()));
        return 0;
    }

    @Command(
            description = "State the outcome of an execution. The word of an operator: it moves money and is kept, "
                    + "with the reason, in the history.")
    int settle(
            @Mixin DatabaseOptions database,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "Whose execution.")
                    long merchant,
            @Option(names = "--reference", required = true, paramLabel = "UUID", description = "Its reference_id.")
                    UUID reference,
            @Option(
                            names = "--outcome",
                            required = true,
                            paramLabel = "completed|failed",
                            description = "Whether the money has moved at the gateway.")
                    OperatorWord outcome,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "How you know.")
                    String reason) {
        var owner = MerchantOption.id(spec, merchant);
        TypedText.check(spec, "--reason", reason, HistoryEntry.REASON_MAX);
        if (reason.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--reason': it has 1 to " + HistoryEntry.REASON_MAX + " characters");
        }
        var execution = Administration.with(
                database,
                doors -> doors.openExecutions()
                        .state(doors.merchants().retrieve(owner).id(), reference, outcome, reason));
        var out = spec.commandLine().getOut();
        out.println(ExecutionJson.of(execution).line());
        out.flush();
        return 0;
    }
}
