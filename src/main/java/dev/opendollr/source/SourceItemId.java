package dev.opendollr.source;

import dev.opendollr.base.identity.Id;

/// The number of an item among those of all orders and invoices.
public record SourceItemId(long value) implements Id {}
