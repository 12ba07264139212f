package dev.opendollr.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The one rounding rule of this service: half up, to the scale of the currency.
public final class Rounding {
    private Rounding() {}

    public static Money halfUp(BigDecimal amount, CurrencyUnit currency) {
        return Money.of(currency, amount, RoundingMode.HALF_UP);
    }
}
