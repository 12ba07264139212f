package dev.opendollr.pricing;

import java.time.Instant;

/// A named plan of platform fees.
public record FeeTier(long id, String name, boolean isDefault, Instant createdAt, Instant updatedAt) {}
