package dev.opendollr.checkout;

import dev.opendollr.base.identity.Id;

/// The number of a checkout among all of them.
public record CheckoutId(long value) implements Id {}
