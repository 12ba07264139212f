package dev.opendollr.pricing;

import dev.opendollr.base.identity.Id;

/// The number of what a gateway takes, among all that gateways took or take.
public record GatewayFeeId(long value) implements Id {}
