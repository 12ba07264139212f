package dev.opendollr.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The one rounding rule of this service: half up, to the scale of the currency.
///
/// A rate is always the number of units of the payer's currency for one unit of the payee's.
public final class Rounding {
    private Rounding() {}

    public static Money halfUp(BigDecimal amount, CurrencyUnit currency) {
        // What is far below half of the smallest unit may have so many decimals that shifting them takes minutes.
        if ((long) amount.precision() - amount.scale() < -currency.getDecimalPlaces()) {
            return Money.zero(currency);
        }
        return Money.of(currency, amount, RoundingMode.HALF_UP);
    }

    /// `percentage` percent of `amount`, and `fixed` on top, rounded once.
    static Money fee(Money amount, BigDecimal percentage, BigDecimal fixed) {
        var share = amount.getAmount().multiply(percentage).movePointLeft(2);
        return halfUp(share.add(fixed), amount.getCurrencyUnit());
    }

    /// What `amount`, in the payee's currency, is in the payer's.
    static Money toPayer(Money amount, CurrencyUnit payerCurrency, BigDecimal rate) {
        return halfUp(amount.getAmount().multiply(rate), payerCurrency);
    }

    /// What `amount`, in the payer's currency, is in the payee's.
    static Money toPayee(Money amount, CurrencyUnit payeeCurrency, BigDecimal rate) {
        return Money.of(
                payeeCurrency, amount.getAmount().divide(rate, payeeCurrency.getDecimalPlaces(), RoundingMode.HALF_UP));
    }

    /// What a refund takes from the payee's wallet. `refunded` is all that the payer has got back, this refund
    /// included, in the payer's currency; `taken` is what earlier refunds took from the wallet, in the payee's.
    /// `rate` is that of the collection, absent when both currencies are the same.
    ///
    /// The sum is converted, not each part: refunds in parts take together what one refund would. A small part may
    /// take nothing.
    public static Money takenByRefund(Money refunded, Optional<BigDecimal> rate, Money taken) {
        var due = rate.map(factor -> toPayee(refunded, taken.getCurrencyUnit(), factor))
                .orElse(refunded);
        return due.minus(taken);
    }
}
