package dev.opendollr.source;

import dev.opendollr.base.problem.Reason;
import java.math.BigDecimal;

/// Why something cannot be done with an order or an invoice, or with its items.
public sealed interface SourceReason extends Reason {
    /// The current status does not allow it; `why` gives the reason.
    record NotNow(SourceKind kind, SourceStatus status, Reason why) implements SourceReason {}

    record NotPublished() implements SourceReason {}

    record PublishedAlready() implements SourceReason {}

    record PublishedAndLocked() implements SourceReason {}

    record NoPaymentInFlight() implements SourceReason {}

    record PaymentInFlight() implements SourceReason {}

    /// The caller can request a cancel instead.
    record NotCanceledInFlight() implements SourceReason {}

    /// The merchant gives no link to it, so nobody may pay it by one.
    record NotAsPaymentLink(SourceKind kind) implements SourceReason {}

    record PaidAndFinal() implements SourceReason {}

    /// The merchant can refund the payment instead.
    record NotCanceledOncePaid() implements SourceReason {}

    record CanceledAndFinal() implements SourceReason {}

    record NoReceiptYet() implements SourceReason {}

    record NoItem() implements SourceReason {}

    record ItemsAtLimit(int max) implements SourceReason {}

    record ItemInOtherCurrency(SourceKind kind) implements SourceReason {}

    record TotalTooLarge(BigDecimal max) implements SourceReason {}
}
