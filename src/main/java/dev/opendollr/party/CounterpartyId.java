package dev.opendollr.party;

import dev.opendollr.base.identity.Id;

/// The number of a counterparty among all of them.
public record CounterpartyId(long value) implements Id {}
