package dev.opendollr.party;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import java.time.Instant;
import java.util.Optional;

/// A counterparty as the API writes it; its owner is the merchant itself.
record CounterpartyJson(
        CounterpartyId id,
        MerchantType ownerPartyType,
        MerchantId ownerPartyId,
        RelationshipType relationshipType,
        Optional<PartyId> partyId,
        Instant createdAt,
        Instant updatedAt,
        Optional<PartyJson> party) {
    static CounterpartyJson of(Caller.ByCredential owner, Counterparty counterparty) {
        return new CounterpartyJson(
                counterparty.id(),
                owner.merchantType(),
                owner.merchant(),
                counterparty.relationshipType(),
                counterparty.partyId(),
                counterparty.createdAt(),
                counterparty.updatedAt(),
                counterparty.party().map(PartyJson::of));
    }
}
