package dev.opendollr.execution;

import dev.opendollr.gateway.Attempt;
import java.util.Optional;

/// The result of the first step: the stored execution, whether it is new or its reference was known before, and
/// the attempt that the gateway must now be asked for, if any.
record Beginning(Execution execution, boolean isNew, Optional<Attempt> attempt) {
    static Beginning asking(Execution execution, Attempt attempt) {
        return new Beginning(execution, true, Optional.of(attempt));
    }

    static Beginning decided(Execution execution) {
        return new Beginning(execution, true, Optional.empty());
    }

    static Beginning known(Execution execution) {
        return new Beginning(execution, false, Optional.empty());
    }

    /// How the execution has ended, if the first step has ended it.
    Optional<Ending> ending() {
        return isNew ? Ending.of(execution.status()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Beginning[" + execution.id().value() + "]";
    }
}
