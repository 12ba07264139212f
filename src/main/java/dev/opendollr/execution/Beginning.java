package dev.opendollr.execution;

import dev.opendollr.gateway.Attempt;
import java.util.Optional;

/// What a first step has come to: the execution that was written down, which is new unless its reference was known
/// before, and what the gateway must now be asked for, if anything.
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

    /// How it has ended, when it has ended by being begun.
    Optional<Ending> ending() {
        return isNew ? Ending.of(execution.status()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Beginning[" + execution.id().value() + "]";
    }
}
