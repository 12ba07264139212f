package dev.opendollr.pricing;

import dev.opendollr.problem.Reason;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Why an amount is refused.
public sealed interface PriceReason extends Reason {
    record RoundsToZero(CurrencyUnit currency) implements PriceReason {}

    /// A refund of more than has not been given back.
    record MoreThanIsLeft(Money left) implements PriceReason {}
}
