package dev.opendollr.execution;

import dev.opendollr.base.money.OperationType;
import java.util.Optional;

/// The change of an execution by one piece of news.
record Step(Execution before, Execution after) {
    /// The ending that this step brought. Empty when the step changed nothing or brought no end.
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
