package dev.opendollr.party;

import java.time.Instant;
import java.util.Optional;

/// A person or an organization a merchant deals with.
public record Party(
        PartyId id,
        String fullname,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> countryCode,
        Instant createdAt,
        Instant updatedAt) {}
