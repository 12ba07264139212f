package dev.opendollr.checkout;

import dev.opendollr.source.SourceId;
import java.time.Instant;
import java.util.Optional;

/// How the payment of one source was prepared: who shows the payment page, and where the payer goes afterwards.
public record Checkout(
        CheckoutId id,
        SourceId sourceId,
        CheckoutMode mode,
        Optional<String> successUrl,
        Optional<String> cancelUrl,
        Optional<Instant> expiresAt,
        Instant createdAt) {}
