package dev.opendollr.base.money;

import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.ValueReason;
import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The amounts of requests, rounded to the precision of their currency.
public final class Amounts {
    /// The largest allowed amount and total, in any currency.
    public static final BigDecimal MAX = new BigDecimal("999999999999.99");

    private Amounts() {}

    /// The amount of a request, rounded. `argument` is its name in the request. The limits are checked after
    /// rounding, which can push a valid amount beyond them.
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
