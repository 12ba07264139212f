package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.identity.MerchantId;

/// A card payment of a merchant that waits for its payer, or has waited.
record Challenge(MerchantId merchant, SandboxAttempt attempt) {}
