package dev.opendollr.execution;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.problem.ProblemException;
import java.util.Optional;

/// What an operator can state about an execution when no gateway reports its outcome: whether its money has
/// moved.
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

    /// Throws unless the statement changes the execution and a gateway could have reported the same.
    void check(Execution execution) {
        refusal(execution).ifPresent(why -> {
            throw ProblemException.refused("reference_id", why);
        });
    }

    private Optional<ExecutionReason> refusal(Execution execution) {
        if (execution.operation() == OperationType.TRANSFER) {
            return Optional.of(new ExecutionReason.ThroughNoGateway());
        }
        return switch (execution.status()) {
            case PENDING, PROCESSING -> Optional.empty();
            case COMPLETED ->
                Optional.of(
                        switch (this) {
                            case COMPLETED -> new ExecutionReason.KnownAlready(execution.status());
                            case FAILED -> refusalOfFailure(execution.operation());
                        });
            case FAILED ->
                switch (this) {
                    case COMPLETED -> refusalOfLateSuccess(execution);
                    case FAILED -> Optional.of(new ExecutionReason.KnownAlready(execution.status()));
                };
        };
    }

    /// Tells the operator what to do about money that has moved but should not have.
    private static ExecutionReason refusalOfFailure(OperationType operation) {
        return switch (operation) {
            case COLLECTION -> new ExecutionReason.CollectionCompleted();
            case PAYOUT -> new ExecutionReason.PayoutCompleted();
            case REFUND -> new ExecutionReason.RefundCompleted();
            case TRANSFER -> new ExecutionReason.TransferCompleted();
        };
    }

    private static Optional<ExecutionReason> refusalOfLateSuccess(Execution execution) {
        if (execution.notKeptAt().isPresent()) {
            return Optional.of(new ExecutionReason.MoveKnownAlready());
        }
        // An execution that is FAILED in version 1 failed when it began, before any gateway was asked.
        return execution.version() == 1 ? Optional.of(new ExecutionReason.NoGatewayAsked()) : Optional.empty();
    }
}
