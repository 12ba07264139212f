package dev.opendollr.party;

import java.time.Instant;
import java.util.Optional;

/// What a party is to the merchant. The party is filled where a caller asks for details.
public record Counterparty(
        CounterpartyId id,
        RelationshipType relationshipType,
        Optional<PartyId> partyId,
        Instant createdAt,
        Instant updatedAt,
        Optional<Party> party) {}
