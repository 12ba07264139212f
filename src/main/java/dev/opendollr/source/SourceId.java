package dev.opendollr.source;

import dev.opendollr.identity.Id;

/// The number of an order or an invoice: both kinds share their numbers.
public record SourceId(long value) implements Id {}
