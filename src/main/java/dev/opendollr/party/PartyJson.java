package dev.opendollr.party;

import java.time.Instant;
import java.util.Optional;

/// A party as the API writes it.
public record PartyJson(
        PartyId id,
        String fullname,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> countryCode,
        Instant createdAt,
        Instant updatedAt) {
    public static PartyJson of(Party party) {
        return new PartyJson(
                party.id(),
                party.fullname(),
                party.email(),
                party.phone(),
                party.countryCode(),
                party.createdAt(),
                party.updatedAt());
    }
}
