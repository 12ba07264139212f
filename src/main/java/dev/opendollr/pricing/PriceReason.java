package dev.opendollr.pricing;

import dev.opendollr.base.problem.Reason;
import org.joda.money.Money;

/// Why an amount is refused.
public sealed interface PriceReason extends Reason {
    /// The refund is larger than the amount that has not been refunded yet.
    record MoreThanIsLeft(Money left) implements PriceReason {}
}
