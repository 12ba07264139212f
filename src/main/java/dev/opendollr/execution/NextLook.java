package dev.opendollr.execution;

import dev.opendollr.execution.ExecutionTable.Looks;
import dev.opendollr.gateway.Outcome;
import java.time.Instant;
import java.util.Optional;

/// When an execution is looked at after some news: `known` is how it was before its gateway was asked, `now` how it
/// is while it is held, `sharedAt` the time by a clock that all processes share.
record NextLook(Execution known, Execution now, News news, Instant at, Instant sharedAt) {
    /// By what its gateway has not been asked about yet: it has called, or another process has claimed the execution.
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
        var next = Schedule.next(now, at);
        return dueAnew().filter(due -> due.isBefore(next)).or(() -> Optional.of(next));
    }

    /// What it was asked about, a call or a word that came too late to count, is asked about until somebody has heard
    /// an answer.
    Optional<Instant> afterCompletion() {
        boolean isDoubted = known.newsAt().isPresent() || known.status() == ExecutionStatus.COMPLETED;
        boolean isUnheard = isSilent() && isDoubted;
        return dueAnew().or(() -> isUnheard ? Optional.of(Schedule.next(now, at)) : Optional.empty());
    }

    /// A failure is no last word when the gateway has called since it was asked, or does not say itself that it has
    /// failed: its news may be that the money has moved after all.
    Optional<Instant> afterFailure() {
        var due = afterCompletion();
        if (due.isPresent()) {
            return due;
        }
        boolean saysNo = news instanceof News.Said(Outcome.Declined _, var _);
        return saysNo ? Optional.empty() : Schedule.nextAfterFailure(now, at);
    }

    /// What is written down: a call of the gateway counts until somebody has heard an answer after it.
    Looks written(Optional<Instant> next) {
        boolean isUnheard = next.isPresent() && (isSilent() || hasCalled());
        return new Looks(
                next,
                isUnheard ? now.newsAt() : Optional.empty(),
                Schedule.notFoundSince(now, news, sharedAt));
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
