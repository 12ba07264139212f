package dev.opendollr.base.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;
import org.joda.money.Money;

/// Amounts as readers of one language write them. The currency's ISO code stands first in every language: `$` and
/// `F` mean several currencies. Nothing is rounded. Other threads may use it at the same time.
public final class AmountTexts {
    private static final int DECIMALS_MAX = 20;

    private final NumberFormat numbers;

    public AmountTexts(Locale locale) {
        numbers = NumberFormat.getNumberInstance(locale);
        numbers.setRoundingMode(RoundingMode.UNNECESSARY);
    }

    /// The code and the amount with all decimals of its currency: `USD 1,200.50`.
    public String of(Money amount) {
        int decimals = amount.getCurrencyUnit().getDecimalPlaces();
        return amount.getCurrencyUnit().getCode() + " " + written(amount.getAmount(), decimals, decimals);
    }

    public String number(long number) {
        return written(BigDecimal.valueOf(number), 0, 0);
    }

    /// With the decimals that it has.
    public String number(BigDecimal number) {
        return written(number, 0, DECIMALS_MAX);
    }

    /// A format keeps state while it writes, so each text is written by a copy.
    private String written(BigDecimal number, int decimalsMin, int decimalsMax) {
        var format = (NumberFormat) numbers.clone();
        format.setMaximumFractionDigits(decimalsMax);
        format.setMinimumFractionDigits(decimalsMin);
        return format.format(number);
    }
}
