package dev.opendollr.pricing;

import dev.opendollr.base.identity.MerchantId;
import java.time.Instant;
import java.util.Optional;

/// The tier of a merchant, since when, and who assigned it. `assignedBy` is empty for the default tier that a
/// merchant gets at its registration.
public record MerchantTier(
        long id, MerchantId merchant, Instant assignedAt, Optional<String> assignedBy, FeeTier tier) {}
