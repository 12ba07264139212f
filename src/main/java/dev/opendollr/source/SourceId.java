package dev.opendollr.source;

import dev.opendollr.base.identity.Id;

/// The number of an order or an invoice: both kinds share their numbers.
public record SourceId(long value) implements Id {}
