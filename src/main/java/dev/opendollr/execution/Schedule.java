package dev.opendollr.execution;

import dev.opendollr.gateway.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When an execution is looked at, and when silence about it becomes an answer.
final class Schedule {
    /// For how long a gateway must not know an attempt, whenever it is asked, before that counts as never arrived.
    static final Duration NOT_FOUND_MAX = Duration.ofMinutes(15);

    /// How long whoever started an execution has it to itself.
    static final Duration FIRST_CHECK = Duration.ofSeconds(30);

    private static final Duration CHECK_MIN = Duration.ofSeconds(2);
    private static final int DOUBLINGS_MAX = 5;
    private static final int AGE_DIVISOR = 16;
    private static final Duration CHECK_MAX = Duration.ofHours(1);
    /// So long after it was given up nobody asks any more whether it has succeeded after all; callbacks still
    /// count.
    private static final Duration LATE_MAX = Duration.ofDays(7);
    private static final Duration RETURN_AGAIN_MIN = Duration.ofHours(1);
    private static final Duration RETURN_AGAIN_MAX = Duration.ofDays(1);

    private Schedule() {}

    /// What news mean now.
    static ExecutionEvent event(Execution execution, boolean isOwed, News news, Instant at) {
        return switch (news) {
            case News.Said(var outcome, var _) -> event(execution, isOwed, outcome, at);
            case News.Stated(var word, var _, var _) -> word.event();
        };
    }

    /// What an answer means now. An attempt that its gateway does not know has failed only when that was so for
    /// long enough, and never after the gateway has had it: then it errs. Money that is still owed to a payer
    /// never fails that way either, it is asked for again.
    static ExecutionEvent event(Execution execution, boolean isOwed, Outcome outcome, Instant at) {
        return switch (outcome) {
            case Outcome.Accepted _, Outcome.NeedsAction _, Outcome.Unknown _ -> ExecutionEvent.PROCEED;
            case Outcome.Settled _ -> ExecutionEvent.SETTLE;
            case Outcome.Declined _ -> ExecutionEvent.DECLINE;
            case Outcome.NotFound _ -> {
                boolean hadTime = execution
                        .notFoundSince()
                        .filter(since -> !at.isBefore(since.plus(NOT_FOUND_MAX)))
                        .isPresent();
                boolean wasThere = execution.answer().providerTransactionId().isPresent();
                yield hadTime && !wasThere && !isOwed ? ExecutionEvent.DECLINE : ExecutionEvent.PROCEED;
            }
        };
    }

    /// Whether an attempt of a merchant that its gateway does not know is asked for once more: while it is open, the
    /// gateway has neither had nor missed it before, and its payer's time has not run out.
    static boolean mayRequestAnew(Execution execution, Instant at) {
        return !execution.isAutomatic()
                && execution.status().isOpen()
                && execution.answer().providerTransactionId().isEmpty()
                && execution.notFoundSince().isEmpty()
                && execution.waitsUntil().filter(end -> !end.isAfter(at)).isEmpty();
    }

    /// Since when the gateway has not known the attempt, after this news; silence changes nothing about that.
    static Optional<Instant> notFoundSince(Execution execution, News news, Instant at) {
        return switch (news) {
            case News.Said(var outcome, var _) -> notFoundSince(execution, outcome, at);
            case News.Stated _ -> Optional.empty();
        };
    }

    static Optional<Instant> notFoundSince(Execution execution, Outcome outcome, Instant at) {
        return switch (outcome) {
            case Outcome.NotFound _ -> execution.notFoundSince().or(() -> Optional.of(at));
            case Outcome.Unknown _ -> execution.notFoundSince();
            case Outcome.Accepted _, Outcome.NeedsAction _, Outcome.Settled _, Outcome.Declined _ -> Optional.empty();
        };
    }

    /// When to ask again after an execution that is given up now or was before, as long as its gateway does not say
    /// that it has failed. Looks leave its last change alone.
    static Optional<Instant> nextAfterFailure(Execution execution, Instant at) {
        var givenUpAt = execution.status().isOpen() ? at : execution.updatedAt();
        return at.isBefore(givenUpAt.plus(LATE_MAX)) ? Optional.of(next(execution, at)) : Optional.empty();
    }

    /// After 2 s, then after twice as long each time, up to 64 s, then after a sixteenth of its age, up to an
    /// hour; never later than the end of a wait for the payer.
    static Instant next(Execution execution, Instant at) {
        var wait = CHECK_MIN.multipliedBy(1L << Math.min(execution.checks(), DOUBLINGS_MAX));
        if (execution.checks() > DOUBLINGS_MAX) {
            var byAge = Duration.between(execution.createdAt(), at).dividedBy(AGE_DIVISOR);
            wait = byAge.compareTo(CHECK_MAX) > 0 ? CHECK_MAX : byAge.compareTo(wait) > 0 ? byAge : wait;
        }
        var next = at.plus(wait);
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
