package dev.opendollr.base.idempotency;

import dev.opendollr.base.problem.Reason;

/// Why a creation is refused.
public sealed interface CreationReason extends Reason {
    record KeyOfOtherRequest(long keptHours) implements CreationReason {}
}
