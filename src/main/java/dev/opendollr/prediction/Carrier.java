package dev.opendollr.prediction;

import dev.opendollr.money.PaymentMethod;

/// A mobile operator, and how its customers pay.
record Carrier(String name, PaymentMethod method) {}
