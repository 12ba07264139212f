package dev.opendollr.execution;

import java.util.Optional;

/// How a payment has ended, as metrics count it.
public enum Ending {
    COMPLETED,
    FAILED,
    /// The collected money could not be kept and goes back to the payer.
    NOT_KEPT,
    /// A gateway has paid a payout or refund that it had declined. If a merchant had requested it, the operator
    /// bears the loss. A late automatic refund is a loss only if another one has paid the same money.
    PAID_LATE,
    /// A gateway now denies that money has moved. An operator has to ask it.
    CONTRADICTED;

    static Optional<Ending> of(ExecutionStatus status) {
        return switch (status) {
            case PENDING, PROCESSING -> Optional.empty();
            case COMPLETED -> Optional.of(COMPLETED);
            case FAILED -> Optional.of(FAILED);
        };
    }
}
