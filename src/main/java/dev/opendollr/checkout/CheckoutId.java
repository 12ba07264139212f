package dev.opendollr.checkout;

import dev.opendollr.identity.Id;

/// The number of a checkout among all of them.
public record CheckoutId(long value) implements Id {}
