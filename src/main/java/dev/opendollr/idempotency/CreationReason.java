package dev.opendollr.idempotency;

import dev.opendollr.problem.Reason;

/// Why a creation is refused.
public sealed interface CreationReason extends Reason {
    record KeyOfOtherRequest(long keptHours) implements CreationReason {}
}
