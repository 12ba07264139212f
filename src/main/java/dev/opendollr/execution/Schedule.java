package dev.opendollr.execution;

import dev.opendollr.execution.ExecutionTable.Looks;
import dev.opendollr.gateway.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides when a gateway is asked about an execution, when "not found" becomes a failure, and when an
/// execution is given up. No other class decides this.
final class Schedule {
    /// How long a gateway must answer every look with "not found" before the attempt counts as never arrived.
    static final Duration NOT_FOUND_MAX = Duration.ofMinutes(15);

    /// How long only the process that started an execution works on it.
    static final Duration FIRST_CHECK = Duration.ofSeconds(30);

    /// How long only the process that claimed an execution works on it: much longer than a gateway may take to
    /// answer.
    static final Duration CLAIMED_FOR = Duration.ofMinutes(2);

    private static final Duration CHECK_MIN = Duration.ofSeconds(2);
    private static final int DOUBLINGS_MAX = 5;
    private static final int AGE_DIVISOR = 16;
    private static final Duration CHECK_MAX = Duration.ofHours(1);
    /// How long after an execution was given up its gateway is still asked whether it has succeeded after all.
    /// After that only a callback makes it due.
    private static final Duration LATE_MAX = Duration.ofDays(7);
    private static final Duration RETURN_AGAIN_MIN = Duration.ofHours(1);
    private static final Duration RETURN_AGAIN_MAX = Duration.ofDays(1);

    private Schedule() {}

    /// What the news means now.
    static ExecutionEvent event(Execution execution, boolean isOwed, News news, Instant at) {
        return switch (news) {
            case News.Said(var outcome, var _) -> event(execution, isOwed, outcome, at);
            case News.Stated(var word, var _, var _) -> word.event();
        };
    }

    /// What an answer means now. "Not found" is a failure only after [#NOT_FOUND_MAX], and never after the
    /// gateway has had the attempt: then the gateway is wrong. An automatic refund that is still owed never
    /// fails this way either; it is requested again.
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

    /// Whether the payer must act and the time for that is over. Then the gateway is asked to cancel the
    /// attempt.
    static boolean givesUp(Execution execution, Instant at) {
        return execution.status().isOpen() && execution.requiresAction() && hasWaited(execution, at);
    }

    private static boolean hasWaited(Execution execution, Instant at) {
        return execution.waitsUntil().filter(end -> !end.isAfter(at)).isPresent();
    }

    /// Whether a merchant's attempt that the gateway does not know is requested once more. The execution must
    /// be open, the gateway must neither have had it nor have answered "not found" before, and the payer's time
    /// must not be over.
    static boolean mayRequestAnew(Execution execution, Instant at) {
        return !execution.isAutomatic()
                && execution.status().isOpen()
                && execution.answer().providerTransactionId().isEmpty()
                && execution.notFoundSince().isEmpty()
                && !hasWaited(execution, at);
    }

    /// Since when the gateway has answered "not found", after this news. An unknown outcome does not change it.
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

    /// When to ask again about an execution that is given up now or was before, while its gateway does not say
    /// that it has failed. Looks do not change `updatedAt`, so that is when it was given up.
    static Optional<Instant> nextAfterFailure(Execution execution, Instant at) {
        var givenUpAt = execution.status().isOpen() ? at : execution.updatedAt();
        return at.isBefore(givenUpAt.plus(LATE_MAX)) ? Optional.of(next(execution, at)) : Optional.empty();
    }

    /// When to look next: after 2 s, then after twice as long each time up to 64 s, then after a sixteenth of
    /// the execution's age up to an hour. If the payer's time ends earlier, the look is at that moment.
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

    /// How long to wait before the next automatic refund after `attempts` attempts that a gateway has declined.
    static Duration untilNextReturn(int attempts) {
        var wait = RETURN_AGAIN_MIN.multipliedBy(1L << Math.clamp(attempts - 1L, 0, DOUBLINGS_MAX));
        return wait.compareTo(RETURN_AGAIN_MAX) < 0 ? wait : RETURN_AGAIN_MAX;
    }

    /// When to look at an execution after some news. `known` is the execution before its gateway was asked,
    /// `now` the execution under the lock, `sharedAt` the time by a clock that all processes share.
    record NextLook(Execution known, Execution now, News news, Instant at, Instant sharedAt) {
        /// The look that is due for another reason than this news: the gateway has called since it was asked,
        /// or another process has claimed the execution.
        Optional<Instant> dueAnew() {
            boolean isClaimedAnew = !now.nextCheckAt().equals(known.nextCheckAt());
            return isClaimedAnew || hasCalled() ? now.nextCheckAt() : Optional.empty();
        }

        /// After news that does not change the status.
        Optional<Instant> unmoved() {
            return switch (now.status()) {
                case PENDING, PROCESSING -> whileOpen();
                case COMPLETED -> afterCompletion();
                case FAILED -> afterFailure();
            };
        }

        /// An earlier look that is due already is not postponed.
        Optional<Instant> whileOpen() {
            var next = next(now, at);
            return dueAnew().filter(due -> due.isBefore(next)).or(() -> Optional.of(next));
        }

        /// If the look followed a callback, or the execution was COMPLETED before it, an unknown outcome is not
        /// an answer: the gateway is asked again.
        Optional<Instant> afterCompletion() {
            boolean isDoubted = known.newsAt().isPresent() || known.status() == ExecutionStatus.COMPLETED;
            boolean isUnheard = isSilent() && isDoubted;
            return dueAnew().or(() -> isUnheard ? Optional.of(next(now, at)) : Optional.empty());
        }

        /// A failure is not final if the gateway has called since it was asked, or has not itself said that the
        /// attempt failed: the money may have moved after all.
        Optional<Instant> afterFailure() {
            var due = afterCompletion();
            if (due.isPresent()) {
                return due;
            }
            boolean saysNo = news instanceof News.Said(Outcome.Declined _, var _);
            return saysNo ? Optional.empty() : nextAfterFailure(now, at);
        }

        /// What is stored. A callback stays recorded until the gateway has answered a later look.
        Looks written(Optional<Instant> next) {
            boolean isUnheard = next.isPresent() && (isSilent() || hasCalled());
            return new Looks(next, isUnheard ? now.newsAt() : Optional.empty(), notFoundSince(now, news, sharedAt));
        }

        /// Whether there was a callback that this news does not answer. An operator's statement answers none.
        private boolean hasCalled() {
            return switch (news) {
                case News.Said _ -> !now.newsAt().equals(known.newsAt());
                case News.Stated _ -> now.newsAt().isPresent();
            };
        }

        private boolean isSilent() {
            return news instanceof News.Said(Outcome.Unknown _, var _);
        }
    }
}
