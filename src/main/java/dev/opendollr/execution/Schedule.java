package dev.opendollr.execution;

import dev.opendollr.gateway.Outcome;
import java.time.Duration;
import java.time.Instant;

/// When an execution is looked at, and when silence about it becomes an answer.
final class Schedule {
    /// For how long after its start an execution may be unknown to its gateway before it counts as never arrived.
    static final Duration NOT_FOUND_MAX = Duration.ofMinutes(15);

    /// How long whoever started an execution has it to itself.
    static final Duration FIRST_CHECK = Duration.ofSeconds(30);

    private static final Duration CHECK_MIN = Duration.ofSeconds(2);
    private static final int DOUBLINGS_MAX = 5;
    private static final Duration RETURN_AGAIN_MIN = Duration.ofHours(1);
    private static final Duration RETURN_AGAIN_MAX = Duration.ofDays(1);

    private Schedule() {}

    /// What an answer means now. An attempt that nobody knows has failed only when it had time enough to arrive; money
    /// that is still owed to a payer never fails that way, it is asked for again.
    static ExecutionEvent event(Execution execution, boolean isOwed, Outcome outcome, Instant at) {
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.NeedsAction _, Outcome.Unknown _ -> ExecutionEvent.PROCEED;
            case Outcome.Settled _ -> ExecutionEvent.SETTLE;
            case Outcome.Declined _ -> ExecutionEvent.DECLINE;
            case Outcome.NotFound _ -> {
                boolean hadTime = !at.isBefore(execution.createdAt().plus(NOT_FOUND_MAX));
                yield hadTime && !isOwed ? ExecutionEvent.DECLINE : ExecutionEvent.PROCEED;
            }
        };
    }

    /// After 2 s, then after twice as long each time, up to 64 s; never later than the end of a wait for the payer.
    static Instant next(Execution execution, Instant at) {
        var next = at.plus(CHECK_MIN.multipliedBy(1L << Math.min(execution.checks(), DOUBLINGS_MAX)));
        return execution
                .waitsUntil()
                .filter(end -> end.isAfter(at) && end.isBefore(next))
                .orElse(next);
    }

    /// Until money that a gateway would not give back is offered again, after so many attempts.
    static Duration untilNextReturn(int attempts) {
        var wait = RETURN_AGAIN_MIN.multipliedBy(1L << Math.clamp(attempts - 1L, 0, DOUBLINGS_MAX));
        return wait.compareTo(RETURN_AGAIN_MAX) < 0 ? wait : RETURN_AGAIN_MAX;
    }
}
