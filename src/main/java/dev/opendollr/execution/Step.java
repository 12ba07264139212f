package dev.opendollr.execution;

import dev.opendollr.money.OperationType;
import java.util.Optional;

/// What one piece of news has made of an execution.
record Step(Execution before, Execution after) {
    /// The end that this step was; empty when it was none, or had come before.
    Optional<Ending> ending() {
        if (before.version() == after.version()) {
            return Optional.empty();
        }
        if (before.notKeptAt().isEmpty() && after.notKeptAt().isPresent()) {
            return Optional.of(after.operation() == OperationType.COLLECTION ? Ending.NOT_KEPT : Ending.PAID_LATE);
        }
        if (before.status() == ExecutionStatus.COMPLETED) {
            return Optional.of(Ending.CONTRADICTED);
        }
        return before.status() == after.status() ? Optional.empty() : Ending.of(after.status());
    }

    @Override
    public String toString() {
        return "Step[" + after.id().value() + "]";
    }
}
