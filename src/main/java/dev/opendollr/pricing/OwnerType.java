package dev.opendollr.pricing;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.OwnerId;

/// The kinds of owner of a fee tier that a request can name. This service has no users, so `USER` never
/// matches.
public enum OwnerType {
    USER,
    MICRO_ORGANIZATION,
    ORGANIZATION;

    /// Whether this kind and `id` name the calling merchant.
    public boolean names(OwnerId id, Caller.ByCredential caller) {
        return id.isOf(caller.merchant()) && name().equals(caller.merchantType().name());
    }
}
