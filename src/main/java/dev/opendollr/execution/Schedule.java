package dev.opendollr.execution;

import dev.opendollr.execution.ExecutionTable.Looks;
import dev.opendollr.gateway.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When an execution is looked at, when silence about it becomes an answer, and when it is given up. Nobody else
/// decides that.
final class Schedule {
    /// For how long a gateway must not know an attempt, whenever it is asked, before that counts as never arrived.
    static final Duration NOT_FOUND_MAX = Duration.ofMinutes(15);

    /// How long whoever started an execution has it to itself.
    static final Duration FIRST_CHECK = Duration.ofSeconds(30);

    /// How long whoever has claimed an execution has it to itself: well above what a gateway may take to answer.
    static final Duration CLAIMED_FOR = Duration.ofMinutes(2);

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

    /// Whether the time of a payer who must act is over: then its gateway is asked to give the attempt up.
    static boolean givesUp(Execution execution, Instant at) {
        return execution.status().isOpen() && execution.requiresAction() && hasWaited(execution, at);
    }

    private static boolean hasWaited(Execution execution, Instant at) {
        return execution.waitsUntil().filter(end -> !end.isAfter(at)).isPresent();
    }

    /// Whether an attempt of a merchant that its gateway does not know is asked for once more: while it is open, the
    /// gateway has neither had nor missed it before, and its payer's time has not run out.
    static boolean mayRequestAnew(Execution execution, Instant at) {
        return !execution.isAutomatic()
                && execution.status().isOpen()
                && execution.answer().providerTransactionId().isEmpty()
                && execution.notFoundSince().isEmpty()
                && !hasWaited(execution, at);
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

    /// When an execution is looked at after some news: `known` is how it was before its gateway was asked, `now` how
    /// it is while it is held, `sharedAt` the time by a clock that all processes share.
    record NextLook(Execution known, Execution now, News news, Instant at, Instant sharedAt) {
        /// By what its gateway has not been asked about yet: it has called, or another process has claimed the
        /// execution.
        Optional<Instant> dueAnew() {
            boolean isClaimedAnew = !now.nextCheckAt().equals(known.nextCheckAt());
            return isClaimedAnew || hasCalled() ? now.nextCheckAt() : Optional.empty();
        }

        /// After news that has moved nothing.
        Optional<Instant> unmoved() {
            return switch (now.status()) {
                case PENDING, PROCESSING -> whileOpen();
                case COMPLETED -> afterCompletion();
                case FAILED -> afterFailure();
            };
        }

        /// What is due already is not put off.
        Optional<Instant> whileOpen() {
            var next = next(now, at);
            return dueAnew().filter(due -> due.isBefore(next)).or(() -> Optional.of(next));
        }

        /// When a look was due to a call, or the execution is COMPLETED, silence is no answer: the gateway is asked
        /// again.
        Optional<Instant> afterCompletion() {
            boolean isDoubted = known.newsAt().isPresent() || known.status() == ExecutionStatus.COMPLETED;
            boolean isUnheard = isSilent() && isDoubted;
            return dueAnew().or(() -> isUnheard ? Optional.of(next(now, at)) : Optional.empty());
        }

        /// A failure is no last word when the gateway has called since it was asked, or does not say itself that it has
        /// failed: its news may be that the money has moved after all.
        Optional<Instant> afterFailure() {
            var due = afterCompletion();
            if (due.isPresent()) {
                return due;
            }
            boolean saysNo = news instanceof News.Said(Outcome.Declined _, var _);
            return saysNo ? Optional.empty() : nextAfterFailure(now, at);
        }

        /// What is written down: a call of the gateway counts until somebody has heard an answer after it.
        Looks written(Optional<Instant> next) {
            boolean isUnheard = next.isPresent() && (isSilent() || hasCalled());
            return new Looks(next, isUnheard ? now.newsAt() : Optional.empty(), notFoundSince(now, news, sharedAt));
        }

        /// Whether there was a call that this news is no answer to. An operator's word answers none.
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
