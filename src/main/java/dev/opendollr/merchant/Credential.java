package dev.opendollr.merchant;

import dev.opendollr.base.identity.MerchantId;
import java.time.Instant;
import java.util.Optional;

/// A login of a merchant's server, without its secret.
public record Credential(String clientId, MerchantId merchant, Instant createdAt, Optional<Instant> revokedAt) {
    /// A new credential with its secret. This is the only moment at which the secret is known.
    public record Issued(String clientId, Secret secret) {}
}
