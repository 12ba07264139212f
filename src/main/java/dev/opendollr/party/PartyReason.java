package dev.opendollr.party;

import dev.opendollr.base.problem.Reason;

/// Why a party or a counterparty is refused.
public sealed interface PartyReason extends Reason {
    record NoSuchParty() implements PartyReason {}

    record NoSuchCounterparty() implements PartyReason {}
}
