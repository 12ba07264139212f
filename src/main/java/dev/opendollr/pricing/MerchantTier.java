package dev.opendollr.pricing;

import dev.opendollr.identity.MerchantId;
import java.time.Instant;
import java.util.Optional;

/// Which tier a merchant has, since when, and who said so; nobody did when it got the default with its registration.
public record MerchantTier(
        long id, MerchantId merchant, Instant assignedAt, Optional<String> assignedBy, FeeTier tier) {}
