package dev.opendollr.account;

import dev.opendollr.base.identity.Id;

/// The number of a payment account among all of them.
public record PaymentAccountId(long value) implements Id {}
