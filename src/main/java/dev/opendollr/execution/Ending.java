package dev.opendollr.execution;

import java.util.Optional;

/// How a payment has ended, for those who watch many of them.
public enum Ending {
    COMPLETED,
    FAILED,
    /// What was collected could not be kept, and goes back.
    NOT_KEPT,
    /// A gateway has paid what it had declined: whoever runs the service bears it.
    PAID_LATE,
    /// A gateway takes back that money has moved: somebody has to ask it.
    CONTRADICTED;

    static Optional<Ending> of(ExecutionStatus status) {
        return switch (status) {
            case PENDING, PROCESSING -> Optional.empty();
            case COMPLETED -> Optional.of(COMPLETED);
            case FAILED -> Optional.of(FAILED);
        };
    }
}
