package dev.opendollr.prediction;

import dev.opendollr.base.money.PaymentMethod;

/// A mobile operator, and the payment method of its customers.
public record Carrier(String name, PaymentMethod method) {}
