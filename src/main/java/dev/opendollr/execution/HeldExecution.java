package dev.opendollr.execution;

import dev.opendollr.base.db.DatabaseTime;
import dev.opendollr.execution.ExecutionStatus.Next;
import dev.opendollr.execution.ExecutionTable.Change;
import dev.opendollr.execution.ExecutionTable.Looks;
import dev.opendollr.gateway.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// An execution that a transaction has locked to apply news: what the news means for it, and each way in which
/// its row can change. A change stores the gateway's answer, writes an event and plans the next look.
final class HeldExecution {
    private final Handle tx;
    private final Execution known;
    private final Execution now;
    private final News news;
    private final Instant at;
    private final Instant sharedAt;
    private final Schedule.NextLook look;

    /// `known` is the execution as it was before its gateway was asked, `now` as it is under the lock.
    HeldExecution(Handle tx, Execution known, Execution now, News news, Instant at, InstantSource host) {
        this.tx = tx;
        this.known = known;
        this.now = now;
        this.news = news;
        this.at = at;
        // Two hosts may measure the time between two looks that find nothing, so it needs a clock that they
        // share.
        sharedAt = news instanceof News.Said(Outcome.NotFound _, var _) ? at.plus(DatabaseTime.ahead(tx, host)) : at;
        look = new Schedule.NextLook(known, now, news, at, sharedAt);
    }

    /// The state machine's answer to the news. `isOwed` tells whether the execution is an automatic refund
    /// whose money has not gone back yet.
    Next next(boolean isOwed) {
        return now.status().on(Schedule.event(now, isOwed, news, sharedAt));
    }

    /// Whether the execution has changed since its gateway was asked.
    boolean hasMoved() {
        return now.version() != known.version();
    }

    /// The status stays the same. Still, a change in what the payer must do is stored.
    Execution same() {
        return now.status().isOpen() && isFirstWordOfAction() ? proceed() : checkAt(look.unmoved());
    }

    private boolean isFirstWordOfAction() {
        boolean wantsAction = news instanceof News.Said(Outcome.NeedsAction _, var _) && !now.requiresAction();
        boolean acted = news instanceof News.Said(Outcome.Accepted _, var _) && now.requiresAction();
        return wantsAction || acted;
    }

    /// The status stays the same. Only a look that has become due since the gateway was asked stays planned.
    Execution leave() {
        return checkAt(look.dueAnew());
    }

    /// The news does not count; the gateway is asked again at once.
    Execution lookNow() {
        return checkAt(Optional.of(at));
    }

    private Execution checkAt(Optional<Instant> next) {
        var looks = look.written(next);
        if (!looks.equals(Looks.of(now)) && !ExecutionTable.checkAt(tx, now, looks)) {
            throw new IllegalStateException("an execution moved while it was held");
        }
        return now;
    }

    /// The gateway has the attempt, or may have it.
    Execution proceed() {
        return switch (news) {
            case News.Said(var outcome, var _) -> proceed(outcome);
            case News.Stated _ -> throw new IllegalStateException("an operator states nothing but ends");
        };
    }

    private Execution proceed(Outcome outcome) {
        var type = switch (outcome) {
            case Outcome.NeedsAction _ -> ExecutionEventType.ACTION_REQUIRED;
            case Outcome.Unknown _, Outcome.NotFound _ -> ExecutionEventType.UNKNOWN;
            case Outcome.Accepted _, Outcome.Settled _, Outcome.Declined _ -> ExecutionEventType.ACCEPTED;
        };
        // The attempt may still arrive. That it never did is stored only when the execution fails.
        var said = outcome instanceof Outcome.NotFound ? Answer.NOTHING : news.answer();
        return move(type, ExecutionStatus.PROCESSING, said, look.whileOpen(), Optional.empty());
    }

    /// The money has moved.
    Execution complete() {
        return move(
                ExecutionEventType.COMPLETED,
                ExecutionStatus.COMPLETED,
                news.answer(),
                look.dueAnew(),
                Optional.empty());
    }

    /// No money has moved.
    Execution fail() {
        return move(
                ExecutionEventType.FAILED,
                ExecutionStatus.FAILED,
                news.answer(),
                look.afterFailure(),
                Optional.empty());
    }

    /// The money has moved although it should not have. `why` is for the history, `walletMessage` for the
    /// merchant.
    Execution failNotKept(Optional<String> walletMessage, String why) {
        var change = new Change(
                ExecutionEventType.NOT_KEPT,
                ExecutionStatus.FAILED,
                news.answer().withWallet(walletMessage),
                look.written(look.dueAnew()),
                Optional.of(at),
                Optional.of(news.reason().orElse(why)));
        return ExecutionTable.move(tx, news.actor(), now, change, at);
    }

    /// The gateway contradicts its earlier answer. Its new message is stored only in the history.
    Execution contradict() {
        return move(
                ExecutionEventType.CONTRADICTED,
                now.status(),
                Answer.NOTHING,
                look.dueAnew(),
                news.answer().gatewayMessage());
    }

    private Execution move(
            ExecutionEventType type,
            ExecutionStatus to,
            Answer answer,
            Optional<Instant> nextCheckAt,
            Optional<String> why) {
        var change = new Change(
                type,
                to,
                answer,
                look.written(nextCheckAt),
                Optional.empty(),
                news.reason().or(() -> why));
        return ExecutionTable.move(tx, news.actor(), now, change, at);
    }
}
