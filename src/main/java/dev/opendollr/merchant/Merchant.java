package dev.opendollr.merchant;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import java.time.Instant;
import java.util.Optional;

/// A business that uses this service. Once it is verified it may take money by links and send money.
public record Merchant(
        MerchantId id,
        String name,
        MerchantType type,
        Optional<String> email,
        Optional<String> phone,
        Optional<Instant> verifiedAt) {}
