package dev.opendollr.execution;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.execution.Beginnings.Start;
import dev.opendollr.pricing.Quote;
import dev.opendollr.pricing.Quotes;
import dev.opendollr.source.Source;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What an execution costs: the quote that is stored with it.
final class ExecutionQuotes {
    private static final String SESSION = "session_id";

    private final Quotes quotes;

    ExecutionQuotes(Quotes quotes) {
        this.quotes = quotes;
    }

    /// The quote for the total of a source, with its fee bearer, in the payer's currency.
    Quote collection(Handle tx, Source source, CurrencyUnit payerCurrency, PaymentMethod method) {
        var request = new Quotes.Request(
                source.totalAmount(), payerCurrency, method, OperationType.COLLECTION, source.feeBearer());
        return priced(tx, source.merchant(), request, "currency");
    }

    /// The payee receives what was asked for; the wallet bears the fees.
    Quote outgoing(Start start, Money amount, PaymentMethod method) {
        var request = new Quotes.Request(
                amount, amount.getCurrencyUnit(), method, start.ask().operation(), FeeBearer.PAYER);
        return priced(start.tx(), start.merchant(), request, SESSION);
    }

    /// `amount` is in the original payer's currency. It is taken from the wallet at the rate of the original,
    /// so that partial refunds of the whole together take as much as one full refund, apart from fees. A small
    /// refund can take nothing; then it has no fees either.
    Quote refund(Start start, Execution original, Money amount) {
        var before = RefundTable.soFar(start.tx(), original);
        if (before.comeOneByOne() && RefundTable.isOpen(start.tx(), original)) {
            throw ProblemException.refused(SESSION, new ExecutionReason.OtherRefundInFlight());
        }
        before.refusal(amount).ifPresent(why -> {
            throw ProblemException.refused(SESSION, why);
        });
        var taken = before.takes(amount);
        if (taken.isZero()) {
            return new Quote(
                    taken,
                    amount,
                    taken,
                    Optional.empty(),
                    Optional.empty(),
                    original.quote().rate());
        }
        var costs = outgoing(start, taken, original.method());
        return new Quote(
                costs.payerAmount(),
                amount,
                costs.platformFee(),
                costs.gatewayFee(),
                Optional.empty(),
                original.quote().rate());
    }

    private Quote priced(Handle tx, MerchantId merchant, Quotes.Request request, String argument) {
        return switch (quotes.quote(tx, merchant, request)) {
            case Quotes.Result.Priced(var quote) -> quote;
            case Quotes.Result.Refused refused -> throw ProblemException.refused(argument, refused);
        };
    }
}
