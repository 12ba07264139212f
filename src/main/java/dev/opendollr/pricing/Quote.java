package dev.opendollr.pricing;

import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.Money;

/// What one payment costs the payer and brings the payee. All fees are in the payer's currency.
///
/// There is a gateway fee when one is configured, and an fx fee and a rate when the currencies differ; `rate` is the
/// number of units of the payer's currency for one unit of the payee's.
public record Quote(
        Money payerAmount,
        Money payeeAmount,
        Money platformFee,
        Optional<Money> gatewayFee,
        Optional<Money> fxFee,
        Optional<BigDecimal> rate) {
    /// All fees together.
    public Money fees() {
        return new Prices.Fees(platformFee, gatewayFee, fxFee).total();
    }

    /// The payer's amount minus all fees.
    public Money withoutFees() {
        return payerAmount.minus(fees());
    }
}
