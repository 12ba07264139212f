package dev.opendollr.page;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.pricing.Quote;

/// What the payment of a source costs by one method, in the currency of the quote's payer amount.
public record Priced(PaymentMethod method, Quote quote) {}
