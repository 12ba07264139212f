package dev.opendollr.base.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// All rounding of this service. Amounts from callers and fees are rounded half up. A converted amount is
/// rounded against the side that could gain by choosing the amount: up for the payer, down for the payee.
///
/// A rate is always the number of units of the payer's currency for one unit of the payee's.
public final class Rounding {
    /// A conversion is first rounded half up to this many digits beyond the currency's scale, and then up or
    /// down. Otherwise the last digit of an inverse rate could raise a round amount by one unit.
    private static final int DIGITS_BEYOND = 6;

    private Rounding() {}

    public static Money halfUp(BigDecimal amount, CurrencyUnit currency) {
        // An amount far below half of the smallest unit is zero. It may have so many decimals that rounding it
        // takes minutes.
        if ((long) amount.precision() - amount.scale() < -currency.getDecimalPlaces()) {
            return Money.zero(currency);
        }
        return Money.of(currency, amount, RoundingMode.HALF_UP);
    }

    /// `percentage` percent of `amount`, and `fixed` on top, rounded once.
    public static Money fee(Money amount, BigDecimal percentage, BigDecimal fixed) {
        var share = amount.getAmount().multiply(percentage).movePointLeft(2);
        return halfUp(share.add(fixed), amount.getCurrencyUnit());
    }

    /// What a payer pays for `amount` of the payee's currency.
    public static Money toPayer(Money amount, CurrencyUnit payerCurrency, BigDecimal rate) {
        var converted = amount.getAmount().multiply(rate).setScale(digits(payerCurrency), RoundingMode.HALF_UP);
        return Money.of(payerCurrency, converted, RoundingMode.UP);
    }

    /// What a payee receives for `amount` of the payer's currency.
    public static Money toPayee(Money amount, CurrencyUnit payeeCurrency, BigDecimal rate) {
        return Money.of(payeeCurrency, inverse(amount, payeeCurrency, rate), RoundingMode.DOWN);
    }

    /// What the payee gives when the payer gets back `amount` of the payer's currency.
    public static Money fromPayee(Money amount, CurrencyUnit payeeCurrency, BigDecimal rate) {
        return Money.of(payeeCurrency, inverse(amount, payeeCurrency, rate), RoundingMode.UP);
    }

    private static BigDecimal inverse(Money amount, CurrencyUnit payeeCurrency, BigDecimal rate) {
        return amount.getAmount().divide(rate, digits(payeeCurrency), RoundingMode.HALF_UP);
    }

    private static int digits(CurrencyUnit currency) {
        return currency.getDecimalPlaces() + DIGITS_BEYOND;
    }
}
