package dev.opendollr.pricing;

import dev.opendollr.base.identity.Id;

/// The number of a gateway among all of them.
public record ProviderId(long value) implements Id {}
