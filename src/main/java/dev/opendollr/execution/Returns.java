package dev.opendollr.execution;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.ledger.Ledger;
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

/// Returns collected money that is not kept, in the transaction that decides so. The money stays in suspense
/// until an automatic refund has paid it back to its payer.
final class Returns {
    private final Handle tx;
    private final Actor actor;
    private final Supplier<UUID> ids;
    private final Instant at;

    Returns(Handle tx, Actor actor, Supplier<UUID> ids, Instant at) {
        this.tx = tx;
        this.actor = actor;
        this.ids = ids;
        this.at = at;
    }

    /// Whether the money that `automatic` returns is still owed. Another attempt may have paid it after all.
    static boolean isOwed(Handle handle, Execution automatic) {
        return !attempts(handle, automatic).done();
    }

    /// Records in the history of a held source that its payment is not kept. Returns the source afterwards.
    @CanIgnoreReturnValue
    Source note(Execution collection, Source source) {
        return note(
                source,
                HistoryEntry.EventType.PAYMENT_NOT_KEPT,
                collection.quote().payerAmount());
    }

    /// Books the collected money to suspense and stores the first automatic refund.
    void begin(Execution collection) {
        Ledger.bookAlways(tx, Movements.notKept(collection), at);
        queue(collection, at);
    }

    /// The money has gone back.
    void end(Execution automatic, Source source) {
        Ledger.bookAlways(tx, Movements.returned(automatic), at);
        note(source, HistoryEntry.EventType.PAYMENT_RETURNED, automatic.quote().payeeAmount());
    }

    /// The gateway has declined to give the money back. It stays in suspense until another attempt succeeds.
    void tryAgain(Execution automatic) {
        var attempts = attempts(tx, automatic);
        if (attempts.done()) {
            return;
        }
        var collection = ExecutionTable.find(tx, automatic.merchant(), original(automatic))
                .orElseThrow();
        queue(collection, at.plus(Schedule.untilNextReturn(attempts.count())));
    }

    private void queue(Execution collection, Instant firstCheckAt) {
        var amount = collection.quote().payerAmount();
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
                collection.request().sourceId(),
                collection.request().paymentAccountId(),
                Optional.of(collection.id()));
        var draft = new ExecutionTable.Draft(
                collection.merchant(),
                request,
                new AttemptId(ids.get()),
                collection.method(),
                ExecutionStatus.PENDING,
                quote,
                Optional.empty(),
                Optional.empty(),
                Optional.of(firstCheckAt));
        var _ = ExecutionTable.insert(tx, actor, draft, at).orElseThrow();
    }

    @CanIgnoreReturnValue
    private Source note(Source source, HistoryEntry.EventType type, Money amount) {
        return Payables.note(tx, actor, source, type, amount.toString(), at);
    }

    private static RefundTable.ReturnAttempts attempts(Handle handle, Execution automatic) {
        return RefundTable.returnAttempts(handle, automatic.merchant(), original(automatic));
    }

    private static ExecutionId original(Execution automatic) {
        return automatic.request().originalId().orElseThrow();
    }
}
