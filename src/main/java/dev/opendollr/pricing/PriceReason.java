package dev.opendollr.pricing;

import dev.opendollr.problem.Reason;
import org.joda.money.Money;

/// Why an amount is refused.
public sealed interface PriceReason extends Reason {
    /// A refund of more than has not been given back.
    record MoreThanIsLeft(Money left) implements PriceReason {}
}
