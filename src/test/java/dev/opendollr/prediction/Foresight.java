package dev.opendollr.prediction;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.pricing.Quote;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceType;
import org.joda.money.CurrencyUnit;

/// [Predictions] without the HTTP around them.
public final class Foresight {
    private Foresight() {}

    public static Quote of(
            Predictions predictions,
            Caller.ByCredential caller,
            SourceType type,
            SourceId source,
            CurrencyUnit payerCurrency,
            PaymentMethod method) {
        return predictions.amountAndFees(caller, type, source, payerCurrency, method);
    }
}
