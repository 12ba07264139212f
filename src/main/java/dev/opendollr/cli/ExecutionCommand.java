package dev.opendollr.cli;

import dev.opendollr.execution.Execution;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.source.HistoryEntry;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `opendollr execution …`: money that is on its way.
@Command(name = "execution", description = "List what is in flight, and state an outcome no gateway will tell.")
final class ExecutionCommand {
    private static final int LISTED_MAX = 1_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    enum Stated {
        COMPLETED,
        FAILED
    }

    /// Which executions are listed.
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
    int list(@Mixin DatabaseOptions database, @ArgGroup(multiplicity = "1") Which which) {
        var out = spec.commandLine().getOut();
        var found = Administration.with(
                database,
                administration -> which.open
                        ? administration.openExecutions().list(LISTED_MAX)
                        : administration.openExecutions().listLate(LISTED_MAX));
        found.forEach(execution -> out.println(line(execution)));
        out.println(found.size() + (found.size() == LISTED_MAX ? " or more" : "") + (which.open ? " open" : " late"));
        out.flush();
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
                    Stated outcome,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "How you know.")
                    String reason) {
        var owner = MerchantOption.id(spec, merchant);
        TypedText.check(spec, "--reason", reason, HistoryEntry.REASON_MAX);
        if (reason.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--reason': it has 1 to " + HistoryEntry.REASON_MAX + " characters");
        }
        var stated = switch (outcome) {
            case COMPLETED -> new Outcome.Settled("");
            case FAILED -> new Outcome.Declined("", "");
        };
        var execution = Administration.with(
                database, administration -> administration.openExecutions().state(owner, reference, stated, reason));
        var out = spec.commandLine().getOut();
        out.println(line(execution));
        out.flush();
        return 0;
    }

    /// Without account and secret.
    private static String line(Execution execution) {
        return "%s\tmerchant %d\t%s\t%s\t%s\tsince %s\tasked %d times"
                .formatted(
                        execution.request().referenceId(),
                        execution.merchant().value(),
                        execution.operation(),
                        execution.status(),
                        execution.quote().payerAmount(),
                        execution.createdAt(),
                        execution.checks());
    }
}
