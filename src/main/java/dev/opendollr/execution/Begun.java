package dev.opendollr.execution;

import java.util.Optional;
import java.util.UUID;

/// An execution that was written down, and whether a gateway must now be asked: with which account, and, for a refund,
/// about which attempt.
record Begun(Execution execution, boolean asksGateway, Optional<String> account, Optional<UUID> originalAttempt) {
    static Begun decided(Execution execution) {
        return new Begun(execution, false, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return "Begun[" + execution.id() + "]";
    }
}
