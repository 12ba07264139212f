package dev.opendollr.party;

import java.time.Instant;
import java.util.Optional;

/// The relationship of a party to the merchant. `party` is present only when the query reads it too.
public record Counterparty(
        CounterpartyId id,
        RelationshipType relationshipType,
        Optional<PartyId> partyId,
        Instant createdAt,
        Instant updatedAt,
        Optional<Party> party) {}
