package dev.opendollr.pricing;

import dev.opendollr.problem.ProblemException;
import dev.opendollr.problem.Violation;
import java.math.BigDecimal;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The amounts of requests in the precision of their currency.
public final class Amounts {
    /// No amount and no total is greater, in any currency.
    public static final BigDecimal MAX = new BigDecimal("999999999999.99");

    private Amounts() {}

    /// What a request that names `amount` at `location` asks for. Rounding may leave the limits that the request
    /// kept.
    public static Money of(BigDecimal amount, CurrencyUnit currency, List<Object> location) {
        var money = Rounding.halfUp(amount, currency);
        if (money.isZero()) {
            throw ProblemException.invalid(
                    Violation.value(location, "the amount rounds to zero in " + currency.getCode()));
        }
        if (isTooLarge(money)) {
            throw ProblemException.invalid(
                    new Violation(location, "Input should be less than or equal to " + MAX, "less_than_equal"));
        }
        return money;
    }

    static boolean isTooLarge(Money amount) {
        return amount.getAmount().compareTo(MAX) > 0;
    }
}
