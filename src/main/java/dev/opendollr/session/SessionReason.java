package dev.opendollr.session;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.source.SourceKind;
import org.joda.money.CurrencyUnit;

/// Why a session cannot be created, or why an existing one cannot be used.
public sealed interface SessionReason extends Reason {
    record NoSuchSession() implements SessionReason {}

    record NoSuchSource(SourceKind kind) implements SessionReason {}

    record TimeToPayIsOver(SourceKind kind) implements SessionReason {}

    record NotPaidOutTo(PaymentMethod method) implements SessionReason {}

    record NoSuchWallet() implements SessionReason {}

    record WalletInOtherCurrency(CurrencyUnit currency) implements SessionReason {}

    /// There is no such collection, or it cannot be refunded.
    record NoSuchCollection() implements SessionReason {}

    record InThePast() implements SessionReason {}

    record ForOtherOperation(OperationType operation, OperationType asked) implements SessionReason {}

    record NotActive(Session.Status status) implements SessionReason {}

    record Expired() implements SessionReason {}
}
