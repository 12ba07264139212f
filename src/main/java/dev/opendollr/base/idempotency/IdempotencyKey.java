package dev.opendollr.base.idempotency;

import dev.opendollr.base.identity.MerchantId;

/// The key that a merchant chose for one creation, with the fingerprint of the request.
record IdempotencyKey(MerchantId merchant, String key, Fingerprint fingerprint) {}
