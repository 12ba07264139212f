package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.problem.Reason;

/// Why the sandbox refuses a request.
sealed interface SandboxReason extends Reason {
    record ClockIsClosed() implements SandboxReason {}

    record ClockGoesForward() implements SandboxReason {}

    record JumpTooLong(long daysMax) implements SandboxReason {}

    record TooFarAhead(long daysMax) implements SandboxReason {}

    record AttemptCompleted() implements SandboxReason {}

    record AttemptFailed() implements SandboxReason {}

    record MoreThanIsLeft() implements SandboxReason {}

    record ServedLive() implements SandboxReason {}

    record OthersConnected(int others) implements SandboxReason {}
}
