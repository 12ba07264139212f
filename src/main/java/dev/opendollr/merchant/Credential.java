package dev.opendollr.merchant;

import dev.opendollr.identity.MerchantId;
import java.time.Instant;
import java.util.Optional;

/// What a merchant's server logs in with; its secret is not here.
public record Credential(String clientId, MerchantId merchant, Instant createdAt, Optional<Instant> revokedAt) {
    /// A credential at the only moment its secret is known.
    public record Issued(String clientId, Secret secret) {}
}
