package dev.opendollr.pricing;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// One valid line of a price file.
sealed interface PriceLine {
    Period period();

    /// What the line sets a price for. Two lines with the same subject must not overlap in time.
    String subject();

    /// From an instant (inclusive) until another one (exclusive), or without end.
    record Period(Instant from, Optional<Instant> to) {
        boolean overlaps(Period other) {
            return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
        }

        private boolean startsBeforeEndOf(Period other) {
            return other.to.isEmpty() || from.isBefore(other.to.get());
        }
    }

    sealed interface Fee extends PriceLine {}

    record TierRate(
            FeeTier tier,
            OperationType operation,
            Optional<PaymentMethod> method,
            Charge charge,
            BigDecimal fxPercentage,
            Period period)
            implements Fee {
        @Override
        public String subject() {
            return "tier " + tier.name() + " " + operation + " "
                    + method.map(Enum::name).orElse("");
        }
    }

    record Gateway(OperationType operation, PaymentMethod method, Charge charge, Period period) implements Fee {
        @Override
        public String subject() {
            return "gateway " + operation + " " + method;
        }
    }

    /// `least` is in the payer's currency.
    record Floor(Optional<PaymentMethod> method, CurrencyUnit total, Money least, Period period) implements PriceLine {
        @Override
        public String subject() {
            return "floor " + total + " " + least.getCurrencyUnit() + " "
                    + method.map(Enum::name).orElse("");
        }
    }

    record Rate(CurrencyUnit base, CurrencyUnit quote, BigDecimal rate, String source, Period period)
            implements PriceLine {
        @Override
        public String subject() {
            return base + " " + quote;
        }
    }
}
