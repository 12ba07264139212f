package dev.opendollr.cli;

import dev.opendollr.merchant.Credential;
import java.time.Instant;
import java.util.Optional;

/// A [Credential] as commands print it.
record CredentialJson(String clientId, long merchantId, Instant createdAt, Optional<Instant> revokedAt) {
    static CredentialJson of(Credential credential) {
        return new CredentialJson(
                credential.clientId(), credential.merchant().value(), credential.createdAt(), credential.revokedAt());
    }

    String line() {
        return "%s\tcreated %s\t%s"
                .formatted(
                        clientId,
                        createdAt,
                        revokedAt.map(at -> "revoked " + at).orElse("live"));
    }
}
