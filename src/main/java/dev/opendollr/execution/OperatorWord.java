package dev.opendollr.execution;

import dev.opendollr.pricing.OperationType;
import dev.opendollr.problem.ProblemException;
import dev.opendollr.problem.Violation;
import java.util.Optional;

/// What an operator can state of an execution whose outcome no gateway tells: whether its money has moved.
public enum OperatorWord {
    /// The money has moved at the gateway.
    COMPLETED,
    /// No money has moved, and none will.
    FAILED;

    ExecutionEvent event() {
        return switch (this) {
            case COMPLETED -> ExecutionEvent.SETTLE;
            case FAILED -> ExecutionEvent.DECLINE;
        };
    }

    /// Throws unless it changes something about the execution as it is, and a gateway could have said it.
    void check(Execution execution) {
        refusal(execution).ifPresent(why -> {
            throw ProblemException.invalid(Violation.body("reference_id", why));
        });
    }

    private Optional<String> refusal(Execution execution) {
        if (execution.operation() == OperationType.TRANSFER) {
            return Optional.of("a transfer goes through no gateway, there is nothing to state");
        }
        return switch (execution.status()) {
            case PENDING, PROCESSING -> Optional.empty();
            case COMPLETED ->
                Optional.of(
                        switch (this) {
                            case COMPLETED -> "the execution is COMPLETED already";
                            case FAILED -> refusalOfFailure(execution.operation());
                        });
            case FAILED ->
                switch (this) {
                    case COMPLETED -> refusalOfLateSuccess(execution);
                    case FAILED -> Optional.of("the execution is FAILED already");
                };
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
