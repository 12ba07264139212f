package dev.opendollr.pricing;

import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.Money;

/// A fee as it is configured: so many percent, and a fixed amount when there is one.
record Charge(BigDecimal percentage, Optional<Money> fixedFee) {
    static final BigDecimal PERCENTAGE_MAX = new BigDecimal("100");
    static final int PERCENTAGE_SCALE_MAX = 6;

    Charge {
        requirePercentage(percentage);
        if (fixedFee.filter(Money::isNegative).isPresent()) {
            throw new IllegalArgumentException("fixed fee " + fixedFee);
        }
    }

    static boolean isPercentage(BigDecimal number) {
        return number.signum() >= 0 && number.scale() <= PERCENTAGE_SCALE_MAX && number.compareTo(PERCENTAGE_MAX) <= 0;
    }

    static void requirePercentage(BigDecimal number) {
        if (!isPercentage(number)) {
            throw new IllegalArgumentException("percentage " + number);
        }
    }
}
