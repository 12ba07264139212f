package dev.opendollr.party;

import dev.opendollr.base.identity.Id;

/// The number of a party among all of them.
public record PartyId(long value) implements Id {}
