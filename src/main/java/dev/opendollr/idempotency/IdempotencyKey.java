package dev.opendollr.idempotency;

import dev.opendollr.identity.MerchantId;

/// A merchant's word for one creation, with what it asked for.
record IdempotencyKey(MerchantId merchant, String key, Fingerprint fingerprint) {}
