package dev.opendollr.execution;

import java.util.Optional;
import java.util.UUID;

/// An execution that was written down, and whether a gateway must now be asked: with which account, and, for a refund,
/// about which attempt; `isNew` unless it was known before.
record Begun(
        Execution execution,
        boolean isNew,
        boolean asksGateway,
        Optional<String> account,
        Optional<UUID> originalAttempt) {
    static Begun asking(Execution execution, Optional<String> account, Optional<UUID> originalAttempt) {
        return new Begun(execution, true, true, account, originalAttempt);
    }

    static Begun decided(Execution execution) {
        return new Begun(execution, true, false, Optional.empty(), Optional.empty());
    }

    static Begun known(Execution execution) {
        return new Begun(execution, false, false, Optional.empty(), Optional.empty());
    }

    /// How it has ended, when it has ended by being begun.
    Optional<Ending> ending() {
        return isNew ? Ending.of(execution.status()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Begun[" + execution.id() + "]";
    }
}
