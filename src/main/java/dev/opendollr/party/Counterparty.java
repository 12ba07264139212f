package dev.opendollr.party;

import java.time.Instant;
import java.util.Optional;

/// What a party is to the merchant. The party is filled where a caller asks for details.
public record Counterparty(
        long id,
        RelationshipType relationshipType,
        Optional<Long> partyId,
        Instant createdAt,
        Instant updatedAt,
        Optional<Party> party) {}
