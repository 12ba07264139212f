package dev.opendollr.execution;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.execution.ExecutionStatus.Next;
import dev.opendollr.ledger.Ledger;
import dev.opendollr.source.HistoryEntry;
import dev.opendollr.source.Payables;
import dev.opendollr.source.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The third step of every movement: turns news into status, postings and events, in one transaction.
///
/// Only this class decides the end of a payment, no matter who brings the news and how often.
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

    /// Applies the news and commits. `known` is the execution as it was before its gateway was asked.
    Step apply(Execution known, News news) {
        try {
            return database.of(known.merchant()).transact(tx -> apply(tx, known, news, Optional.empty()));
        } catch (WalletRefused refused) {
            return database.of(known.merchant()).transact(tx -> apply(tx, known, news, Optional.of(refused.why())));
        }
    }

    private Step apply(Handle tx, Execution known, News news, Optional<String> notCredited) {
        // Every payment transaction locks the source first and the wallet last.
        var source = known.request().sourceId().flatMap(id -> Payables.hold(tx, known.merchant(), id));
        var execution = ExecutionTable.lock(tx, known.merchant(), known.id()).orElseThrow();
        if (news instanceof News.Stated stated) {
            stated.word().check(execution);
        }
        // Read after both are locked, so that earlier changes by other transactions have earlier times.
        var at = clocks.service().instant();
        var held = new HeldExecution(tx, known, execution, news, at, clocks.host());
        var returns = new Returns(tx, news.actor(), ids, at);
        return new Step(
                execution, new Work(tx, news.actor(), at, execution, source, held, returns, notCredited).next());
    }

    /// Whether a claimed execution is unchanged since it was claimed, and no cancel of its source was
    /// requested.
    boolean isStillWanted(Execution claimed) {
        return database.of(claimed.merchant()).transact(tx -> {
            var source = claimed.request().sourceId().flatMap(id -> Payables.hold(tx, claimed.merchant(), id));
            return source.flatMap(Source::cancelRequestedAt).isEmpty()
                    && ExecutionTable.lock(tx, claimed.merchant(), claimed.id()).equals(Optional.of(claimed));
        });
    }

    /// One transaction that has locked an execution and the source it pays, if there is one. `notCredited` is
    /// the wallet's reason, if it has refused the money in an earlier transaction.
    private record Work(
            Handle tx,
            Actor actor,
            Instant at,
            Execution execution,
            Optional<Source> source,
            HeldExecution held,
            Returns returns,
            Optional<String> notCredited) {
        /// Applies the news. Returns the execution afterwards.
        Execution next() {
            boolean isOwed = execution.isAutomatic() && Returns.isOwed(tx, execution);
            return switch (held.next(isOwed)) {
                case Next.Same() -> held.same();
                case Next.Moved(var to) ->
                    switch (to) {
                        case PENDING -> throw new IllegalStateException("nothing becomes PENDING");
                        case PROCESSING -> held.proceed();
                        case COMPLETED -> settle();
                        case FAILED -> fail();
                    };
                case Next.Late() -> late();
                case Next.Contradicted() -> contradicted();
            };
        }

        private Execution settle() {
            return switch (execution.operation()) {
                case COLLECTION -> collect(source.orElseThrow());
                case PAYOUT -> {
                    Ledger.bookAlways(tx, Movements.delivered(execution), at);
                    yield held.complete();
                }
                case REFUND -> refund(source.orElseThrow());
                case TRANSFER -> throw new IllegalStateException("no gateway carries a transfer");
            };
        }

        private Execution collect(Source paid) {
            if (paid.cancelRequestedAt().isPresent()) {
                Payables.abandon(tx, actor, returns.note(execution, paid), at);
                return notKept("the " + paid.kind().word() + " was canceled while the payment was in flight");
            }
            if (notCredited.isPresent()) {
                Payables.fail(tx, actor, returns.note(execution, paid), notCredited, at);
                return notKept(notCredited.get());
            }
            var completed = held.complete();
            Payables.settle(tx, actor, paid, at);
            Ledger.book(tx, Movements.collected(execution), at).ifPresent(why -> {
                throw new WalletRefused(why);
            });
            return completed;
        }

        private Execution refund(Source refunded) {
            var completed = held.complete();
            if (execution.isAutomatic()) {
                returns.end(execution, refunded);
            } else {
                Ledger.bookAlways(tx, Movements.delivered(execution), at);
                var amount = execution.quote().payeeAmount();
                Payables.note(tx, actor, refunded, HistoryEntry.EventType.REFUNDED, amount.toString(), at);
            }
            return completed;
        }

        private Execution fail() {
            var failed = held.fail();
            switch (failed.operation()) {
                case COLLECTION ->
                    Payables.fail(
                            tx, actor, source.orElseThrow(), failed.answer().gatewayMessage(), at);
                case PAYOUT -> Ledger.bookAlways(tx, Movements.takenBack(failed), at);
                case REFUND -> {
                    if (failed.isAutomatic()) {
                        returns.tryAgain(failed);
                    } else {
                        Ledger.bookAlways(tx, Movements.takenBack(failed), at);
                    }
                }
                case TRANSFER -> throw new IllegalStateException("no gateway carries a transfer");
            }
            return failed;
        }

        /// Money has moved for an execution that was given up. The news is never dropped and the money never
        /// silently kept.
        private Execution late() {
            if (execution.notKeptAt().isPresent()) {
                return held.leave();
            }
            if (execution.operation() == OperationType.COLLECTION) {
                returns.note(execution, source.orElseThrow());
                return notKept("the payment came after it had been given up");
            }
            LOG.atWarn()
                    .addKeyValue("execution", execution.id().value())
                    .addKeyValue("request_id", execution.requestId())
                    .log("a gateway has paid what it had declined");
            if (execution.isAutomatic()) {
                returns.end(execution, source.orElseThrow());
            } else {
                Ledger.bookAlways(tx, Movements.deliveredLate(execution), at);
            }
            return held.failNotKept(Optional.empty(), "the gateway has paid what it had declined");
        }

        /// The collected money goes to suspense, and from there back to the payer.
        private Execution notKept(String why) {
            var failed = held.failNotKept(Optional.of(why + "; the money is given back"), why);
            returns.begin(failed);
            return failed;
        }

        private Execution contradicted() {
            if (held.hasMoved()) {
                // The gateway said this before the money moved, and we heard it after. Only a new answer
                // counts.
                return held.lookNow();
            }
            LOG.atError()
                    .addKeyValue("execution", execution.id().value())
                    .addKeyValue("request_id", execution.requestId())
                    .log("a gateway takes back that money has moved; ask it, and settle that with the merchant");
            return held.contradict();
        }
    }
}
