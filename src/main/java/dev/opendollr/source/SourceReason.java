package dev.opendollr.source;

import dev.opendollr.problem.Reason;
import java.math.BigDecimal;

/// Why something cannot be done with an order or an invoice, or with its items.
public sealed interface SourceReason extends Reason {
    /// Not as it stands now; `why` says what its status means for what was asked.
    record NotNow(SourceKind kind, SourceStatus status, Reason why) implements SourceReason {}

    record NotPublished() implements SourceReason {}

    record PublishedAlready() implements SourceReason {}

    record PublishedAndLocked() implements SourceReason {}

    record NoPaymentInFlight() implements SourceReason {}

    record PaymentInFlight() implements SourceReason {}

    /// A cancel can be asked for instead.
    record NotCanceledInFlight() implements SourceReason {}

    record PaidAndFinal() implements SourceReason {}

    /// A refund brings the money back.
    record NotCanceledOncePaid() implements SourceReason {}

    record CanceledAndFinal() implements SourceReason {}

    record NoReceiptYet() implements SourceReason {}

    record NoItem() implements SourceReason {}

    record ItemsAtLimit(int max) implements SourceReason {}

    record ItemInOtherCurrency(SourceKind kind) implements SourceReason {}

    record TotalTooLarge(BigDecimal max) implements SourceReason {}
}
