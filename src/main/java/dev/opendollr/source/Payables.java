package dev.opendollr.source;

import static dev.opendollr.source.SourceEvent.ABANDON_PAYMENT;
import static dev.opendollr.source.SourceEvent.FAIL_PAYMENT;
import static dev.opendollr.source.SourceEvent.SETTLE_PAYMENT;
import static dev.opendollr.source.SourceEvent.START_PAYMENT;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.source.HistoryEntry.EventType;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Orders and invoices from the point of view of payments. All methods take part in the transaction of the
/// payment.
public final class Payables {
    private Payables() {}

    public static Optional<Source> find(Handle handle, MerchantId merchant, SourceId id) {
        return SourcePaymentTable.find(handle, merchant, id);
    }

    /// The source, locked until the transaction ends. Every payment transaction takes this lock first.
    public static Optional<Source> hold(Handle tx, MerchantId merchant, SourceId id) {
        return SourcePaymentTable.lock(tx, merchant, id);
    }

    /// Why a payment cannot begin; empty when it can.
    public static Optional<SourceReason> refusal(Source source) {
        return source.status().on(START_PAYMENT) instanceof Transition.Refused(var why)
                ? Optional.of(source.notNow(why))
                : Optional.empty();
    }

    /// A payment of a held source begins.
    public static void start(Handle tx, Actor actor, Source source, Instant at) {
        SourcePaymentTable.move(
                tx, actor, source, to(source, START_PAYMENT), EventType.PAYMENT_STARTED, Optional.empty(), at);
    }

    /// The payment of a held source has arrived and is kept: the source is paid.
    public static void settle(Handle tx, Actor actor, Source source, Instant at) {
        SourcePaymentTable.move(tx, actor, source, to(source, SETTLE_PAYMENT), EventType.PAID, Optional.empty(), at);
    }

    /// The payment of a held source has failed. The source can be paid again, unless a cancel was requested
    /// meanwhile; then it is canceled.
    public static void fail(Handle tx, Actor actor, Source source, Optional<String> reason, Instant at) {
        if (source.cancelRequestedAt().isPresent()) {
            abandon(tx, actor, source, at);
            return;
        }
        SourcePaymentTable.move(tx, actor, source, to(source, FAIL_PAYMENT), EventType.PAYMENT_FAILED, reason, at);
    }

    /// The payment of a held source has ended after a cancel was requested: the source is canceled.
    public static void abandon(Handle tx, Actor actor, Source source, Instant at) {
        SourcePaymentTable.move(
                tx, actor, source, to(source, ABANDON_PAYMENT), EventType.CANCELED, Optional.empty(), at);
    }

    /// Adds an event to the history of a held source without changing its status. Returns the source
    /// afterwards.
    @CanIgnoreReturnValue
    public static Source note(Handle tx, Actor actor, Source source, EventType type, String reason, Instant at) {
        return SourcePaymentTable.note(tx, actor, source, type, Optional.of(reason), at);
    }

    private static SourceStatus to(Source source, SourceEvent event) {
        return switch (source.status().on(event)) {
            case Transition.Moved(var to) -> to;
            case Transition.Repeated() -> throw new IllegalStateException(event + " is no repeatable event");
            case Transition.Refused(var why) -> throw new IllegalStateException(event + " refused: " + why);
        };
    }
}
