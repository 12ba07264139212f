package dev.opendollr.money;

import dev.opendollr.problem.ProblemException;
import dev.opendollr.problem.ValueReason;
import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The amounts of requests in the precision of their currency.
public final class Amounts {
    /// No amount and no total is greater, in any currency.
    public static final BigDecimal MAX = new BigDecimal("999999999999.99");

    private Amounts() {}

    /// What is asked for with `amount`, which is called `argument`. Rounding may leave the limits that it kept.
    public static Money of(BigDecimal amount, CurrencyUnit currency, String argument) {
        var money = Rounding.halfUp(amount, currency);
        if (money.isZero()) {
            throw ProblemException.refused(argument, new MoneyReason.RoundsToZero(currency));
        }
        if (isTooLarge(money)) {
            throw ProblemException.refused(argument, new ValueReason.GreaterThan(MAX));
        }
        return money;
    }

    public static boolean isTooLarge(Money amount) {
        return amount.getAmount().compareTo(MAX) > 0;
    }
}
