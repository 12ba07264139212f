package dev.opendollr.execution;

import dev.opendollr.gateway.Outcome;
import dev.opendollr.pricing.OperationType;
import dev.opendollr.problem.ProblemException;
import dev.opendollr.problem.Violation;
import java.util.Optional;

/// Which outcomes an operator can state: those that change something and that a gateway could have told.
final class Statements {
    private Statements() {}

    /// Throws when `outcome` cannot be stated of an execution as it is.
    static void check(Execution execution, Outcome outcome) {
        refusal(execution, outcome instanceof Outcome.Settled).ifPresent(why -> {
            throw ProblemException.invalid(Violation.body("reference_id", why));
        });
    }

    private static Optional<String> refusal(Execution execution, boolean hasMoved) {
        if (execution.operation() == OperationType.TRANSFER) {
            return Optional.of("a transfer goes through no gateway, there is nothing to state");
        }
        return switch (execution.status()) {
            case PENDING, PROCESSING -> Optional.empty();
            case COMPLETED ->
                Optional.of(hasMoved ? "the execution is COMPLETED already" : refusalOfFailure(execution.operation()));
            case FAILED -> hasMoved ? refusalOfLateSuccess(execution) : Optional.of("the execution is FAILED already");
        };
    }

    /// What is to be done about money that has moved and should not have.
    private static String refusalOfFailure(OperationType operation) {
        return switch (operation) {
            case COLLECTION -> "the collection is COMPLETED; a refund gives the money back";
            case PAYOUT -> "the payout is COMPLETED; only its recipient can give the money back";
            case REFUND -> "the refund is COMPLETED; the payer has the money, and only a new payment brings it back";
            case TRANSFER -> "the transfer is COMPLETED; a transfer by its recipient gives the money back";
        };
    }

    private static Optional<String> refusalOfLateSuccess(Execution execution) {
        if (execution.notKeptAt().isPresent()) {
            return Optional.of("it is known already that the money of this execution has moved");
        }
        // Its first version is its only one: it was refused before any gateway was asked.
        return execution.version() == 1
                ? Optional.of("no gateway was asked for this execution, so no money can have moved")
                : Optional.empty();
    }
}
