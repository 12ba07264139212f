package dev.opendollr.pricing;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;

/// A configured fee: a percentage plus an optional fixed amount, and not less than an optional smallest fee.
record Charge(BigDecimal percentage, Optional<Money> fixedFee, Optional<Money> smallestFee) {
    static final BigDecimal PERCENTAGE_MAX = new BigDecimal("100");
    static final int PERCENTAGE_SCALE_MAX = 6;

    Charge {
        requirePercentage(percentage);
        if (Stream.of(fixedFee, smallestFee).flatMap(Optional::stream).anyMatch(Money::isNegative)) {
            throw new IllegalArgumentException("fixed fee " + fixedFee + ", smallest fee " + smallestFee);
        }
    }

    /// Without a smallest fee.
    Charge(BigDecimal percentage, Optional<Money> fixedFee) {
        this(percentage, fixedFee, Optional.empty());
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
