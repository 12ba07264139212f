package dev.opendollr.execution;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.db.Database;
import dev.opendollr.db.DatabaseTime;
import dev.opendollr.execution.Execution.Answer;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.execution.ExecutionStatus.Next;
import dev.opendollr.execution.ExecutionTable.Change;
import dev.opendollr.execution.ExecutionTable.Looks;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.ledger.Ledger;
import dev.opendollr.pricing.OperationType;
import dev.opendollr.pricing.Quote;
import dev.opendollr.source.HistoryEntry;
import dev.opendollr.source.Payables;
import dev.opendollr.source.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The third step of every movement: what was learned becomes status, postings and events, in one transaction.
///
/// The only place where the end of a payment is decided, whoever brings the news and however often.
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final Database database;
    private final Clocks clocks;
    private final Supplier<UUID> ids;

    Settlement(Database database, Clocks clocks, Supplier<UUID> ids) {
        this.database = database;
        this.clocks = clocks;
        this.ids = ids;
    }

    /// What has become of the execution, committed.
    Step apply(Execution known, News news) {
        try {
            return database.transact(tx -> apply(tx, known, news, Optional.empty()));
        } catch (WalletRefused refused) {
            return database.transact(tx -> apply(tx, known, news, Optional.of(refused.why())));
        }
    }

    private Step apply(Handle tx, Execution known, News news, Optional<String> notCredited) {
        // The source is the first lock of everybody who pays; the wallet will be the last.
        var source = known.request().sourceId().flatMap(id -> Payables.hold(tx, known.merchant(), id));
        var execution = ExecutionTable.lock(tx, known.merchant(), known.id()).orElseThrow();
        if (news instanceof News.Stated stated) {
            stated.word().check(execution);
        }
        return new Step(execution, new Work(tx, known, news, notCredited).next(execution, source));
    }

    /// Whether a claimed execution is as it was when it was claimed, and nobody has asked to cancel what it pays.
    boolean isStillWanted(Execution claimed) {
        return database.transact(tx -> {
            var source = claimed.request().sourceId().flatMap(id -> Payables.hold(tx, claimed.merchant(), id));
            return source.flatMap(Source::cancelRequestedAt).isEmpty()
                    && ExecutionTable.lock(tx, claimed.merchant(), claimed.id()).equals(Optional.of(claimed));
        });
    }

    /// One transaction, made once source and execution are held: whatever others did to them before has an earlier
    /// time. `known` is the execution as it was before the gateway was asked; `notCredited` says why the wallet has
    /// refused the money, when that is known.
    private final class Work {
        private final Handle tx;
        private final Execution known;
        private final News news;
        private final Optional<String> notCredited;
        private final Instant at = clocks.service().instant();

        Work(Handle tx, Execution known, News news, Optional<String> notCredited) {
            this.tx = tx;
            this.known = known;
            this.news = news;
            this.notCredited = notCredited;
        }

        Execution next(Execution execution, Optional<Source> source) {
            var event = Schedule.event(execution, isOwed(execution), news, sharedAt());
            return switch (execution.status().on(event)) {
                case Next.Same() -> same(execution);
                case Next.Moved(var to) ->
                    switch (to) {
                        case PENDING -> throw new IllegalStateException("nothing becomes PENDING");
                        case PROCESSING -> proceed(execution);
                        case COMPLETED -> settle(execution, source);
                        case FAILED -> fail(execution, source);
                    };
                case Next.Late() -> late(execution, source);
                case Next.Contradicted() -> contradicted(execution);
            };
        }

        /// Between two looks that find nothing stands a time that hosts could count differently.
        private Instant sharedAt() {
            return news instanceof News.Said(Outcome.NotFound _, var _) ? at.plus(DatabaseTime.ahead(tx, clocks.host())) : at;
        }

        /// Whether it gives back what could not be kept, and no other attempt has done so.
        private boolean isOwed(Execution execution) {
            return execution.isAutomatic() && !returns(execution).done();
        }

        private ExecutionTable.Returns returns(Execution automatic) {
            long original = automatic.request().originalId().orElseThrow();
            return ExecutionTable.returns(tx, automatic.merchant(), original);
        }

        /// Nothing has moved; what the gateway says for the first time is kept all the same.
        private Execution same(Execution execution) {
            if (execution.status() == ExecutionStatus.COMPLETED) {
                return checkAt(execution, look(execution).afterCompletion());
            }
            if (execution.status() == ExecutionStatus.FAILED) {
                return checkAt(execution, look(execution).afterFailure());
            }
            boolean wantsAction = news instanceof News.Said(Outcome.NeedsAction _, var _) && !execution.requiresAction();
            boolean acted = news instanceof News.Said(Outcome.Accepted _, var _) && execution.requiresAction();
            return wantsAction || acted
                    ? proceed(execution)
                    : checkAt(execution, look(execution).whileOpen());
        }

        private NextLook look(Execution execution) {
            return new NextLook(known, execution, news, at);
        }

        private Execution checkAt(Execution execution, Optional<Instant> next) {
            var looks = look(execution).written(next, sharedAt());
            if (!looks.equals(Looks.of(execution)) && !ExecutionTable.checkAt(tx, execution, looks)) {
                throw new IllegalStateException("an execution moved while it was held");
            }
            return execution;
        }

        private Execution proceed(Execution execution) {
            return switch (news) {
                case News.Said(var outcome, var _) -> proceed(execution, outcome);
                case News.Stated _ -> throw new IllegalStateException("an operator states nothing but ends");
            };
        }

        private Execution proceed(Execution execution, Outcome outcome) {
            var type = switch (outcome) {
                case Outcome.NeedsAction _ -> EventType.ACTION_REQUIRED;
                case Outcome.Unknown _, Outcome.NotFound _ -> EventType.UNKNOWN;
                case Outcome.Accepted _, Outcome.Settled _, Outcome.Declined _ -> EventType.ACCEPTED;
            };
            // It may arrive yet; that it never did is known only when it has failed.
            var said = outcome instanceof Outcome.NotFound ? Answer.NOTHING : Answer.of(outcome);
            return move(
                    execution,
                    type,
                    ExecutionStatus.PROCESSING,
                    said,
                    look(execution).whileOpen(),
                    Optional.empty());
        }

        private Execution settle(Execution execution, Optional<Source> source) {
            return switch (execution.operation()) {
                case COLLECTION -> collect(execution, source.orElseThrow());
                case PAYOUT -> {
                    Ledger.bookAlways(tx, Movements.delivered(execution), at);
                    yield complete(execution);
                }
                case REFUND -> refunded(execution, source.orElseThrow());
                case TRANSFER -> throw new IllegalStateException("no gateway carries a transfer");
            };
        }

        private Execution collect(Execution execution, Source source) {
            if (source.cancelRequestedAt().isPresent()) {
                var why = "the " + source.kind().word() + " was canceled while the payment was in flight";
                Payables.abandon(tx, news.actor(), notedAsNotKept(execution, source), at);
                return notKept(execution, why);
            }
            if (notCredited.isPresent()) {
                Payables.fail(tx, news.actor(), notedAsNotKept(execution, source), notCredited, at);
                return notKept(execution, notCredited.get());
            }
            var completed = complete(execution);
            Payables.settle(tx, news.actor(), source, at);
            Ledger.book(tx, Movements.collected(execution), at).ifPresent(why -> {
                throw new WalletRefused(why);
            });
            return completed;
        }

        private Execution refunded(Execution execution, Source source) {
            var amount = execution.quote().payeeAmount();
            var completed = complete(execution);
            if (execution.isAutomatic()) {
                Ledger.bookAlways(tx, Movements.returned(execution), at);
                note(source, HistoryEntry.EventType.PAYMENT_RETURNED, amount);
            } else {
                Ledger.bookAlways(tx, Movements.delivered(execution), at);
                note(source, HistoryEntry.EventType.REFUNDED, amount);
            }
            return completed;
        }

        private Execution fail(Execution execution, Optional<Source> source) {
            var failed = move(
                    execution,
                    EventType.FAILED,
                    ExecutionStatus.FAILED,
                    news.answer(),
                    look(execution).afterFailure(),
                    Optional.empty());
            switch (execution.operation()) {
                case COLLECTION ->
                    Payables.fail(
                            tx,
                            news.actor(),
                            source.orElseThrow(),
                            failed.answer().gatewayMessage(),
                            at);
                case PAYOUT -> Ledger.bookAlways(tx, Movements.takenBack(execution), at);
                case REFUND -> {
                    if (execution.isAutomatic()) {
                        returnAgain(execution);
                    } else {
                        Ledger.bookAlways(tx, Movements.takenBack(execution), at);
                    }
                }
                case TRANSFER -> throw new IllegalStateException("no gateway carries a transfer");
            }
            return failed;
        }

        /// Money has moved for an execution that was given up. Nothing is dropped and nothing silently kept.
        private Execution late(Execution execution, Optional<Source> source) {
            if (execution.notKeptAt().isPresent()) {
                return checkAt(execution, look(execution).dueAnew());
            }
            if (execution.operation() == OperationType.COLLECTION) {
                var _ = notedAsNotKept(execution, source.orElseThrow());
                return notKept(execution, "the payment came after it had been given up");
            }
            LOG.atWarn()
                    .addKeyValue("execution", execution.id())
                    .addKeyValue("request_id", execution.requestId())
                    .log("a gateway has paid what it had declined");
            if (execution.isAutomatic()) {
                Ledger.bookAlways(tx, Movements.returned(execution), at);
                note(
                        source.orElseThrow(),
                        HistoryEntry.EventType.PAYMENT_RETURNED,
                        execution.quote().payeeAmount());
            } else {
                Ledger.bookAlways(tx, Movements.deliveredLate(execution), at);
            }
            return moveNotKept(execution, Optional.empty(), "the gateway has paid what it had declined");
        }

        /// What was collected goes to suspense, and from there back to the payer.
        private Execution notKept(Execution execution, String why) {
            var failed = moveNotKept(execution, Optional.of(why + "; the money is given back"), why);
            Ledger.bookAlways(tx, Movements.notKept(execution), at);
            queueReturn(failed, at);
            return failed;
        }

        private Source notedAsNotKept(Execution execution, Source source) {
            var amount = execution.quote().payerAmount();
            return note(source, HistoryEntry.EventType.PAYMENT_NOT_KEPT, amount);
        }

        private Execution moveNotKept(Execution execution, Optional<String> walletMessage, String why) {
            var said = news.answer();
            var answer =
                    new Answer(said.providerTransactionId(), said.gatewayMessage(), walletMessage, Optional.empty());
            var change = new Change(
                    EventType.NOT_KEPT,
                    ExecutionStatus.FAILED,
                    answer,
                    look(execution).written(look(execution).dueAnew(), sharedAt()),
                    Optional.of(at),
                    Optional.of(news.reason().orElse(why)));
            return ExecutionTable.move(tx, news.actor(), execution, change, at);
        }

        /// The gateway would not give the money back; suspense holds it until another attempt does.
        private void returnAgain(Execution execution) {
            var returns = returns(execution);
            if (returns.done()) {
                return;
            }
            long original = execution.request().originalId().orElseThrow();
            queueReturn(
                    ExecutionTable.find(tx, execution.merchant(), original).orElseThrow(),
                    at.plus(Schedule.untilNextReturn(returns.attempts())));
        }

        private void queueReturn(Execution original, Instant firstCheckAt) {
            var amount = original.quote().payerAmount();
            var quote = new Quote(
                    amount,
                    amount,
                    Money.zero(amount.getCurrencyUnit()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            var request = new Request(
                    OperationType.REFUND,
                    ids.get(),
                    Optional.empty(),
                    original.request().sourceId(),
                    original.request().paymentAccountId(),
                    Optional.of(original.id()));
            var draft = new ExecutionTable.Draft(
                    request,
                    ids.get(),
                    original.method(),
                    ExecutionStatus.PENDING,
                    quote,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(firstCheckAt));
            var _ = ExecutionTable.insert(tx, news.actor(), draft, at).orElseThrow();
        }

        private Execution contradicted(Execution execution) {
            if (execution.version() != known.version()) {
                // Said before the money had moved, and heard after: only what is said now counts.
                return checkAt(execution, Optional.of(at));
            }
            LOG.atError()
                    .addKeyValue("execution", execution.id())
                    .addKeyValue("request_id", execution.requestId())
                    .log("a gateway takes back that money has moved; ask it, and settle that with the merchant");
            var kept = new Answer(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
            return move(
                    execution,
                    EventType.CONTRADICTED,
                    execution.status(),
                    kept,
                    look(execution).dueAnew(),
                    news.answer().gatewayMessage());
        }

        private Execution complete(Execution execution) {
            return move(
                    execution,
                    EventType.COMPLETED,
                    ExecutionStatus.COMPLETED,
                    news.answer(),
                    look(execution).dueAnew(),
                    Optional.empty());
        }

        private Execution move(
                Execution execution,
                EventType type,
                ExecutionStatus to,
                Answer answer,
                Optional<Instant> nextCheckAt,
                Optional<String> why) {
            var change = new Change(
                    type,
                    to,
                    answer,
                    look(execution).written(nextCheckAt, sharedAt()),
                    Optional.empty(),
                    news.reason().or(() -> why));
            return ExecutionTable.move(tx, news.actor(), execution, change, at);
        }

        @CanIgnoreReturnValue
        private Source note(Source source, HistoryEntry.EventType type, Money amount) {
            return Payables.note(tx, news.actor(), source, type, amount.toString(), at);
        }
    }
}
