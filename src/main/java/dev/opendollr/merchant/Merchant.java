package dev.opendollr.merchant;

import dev.opendollr.identity.MerchantId;
import dev.opendollr.identity.MerchantType;
import java.util.Optional;

/// A business that uses this service.
public record Merchant(MerchantId id, String name, MerchantType type, Optional<String> email, Optional<String> phone) {}
