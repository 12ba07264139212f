package dev.opendollr.pricing;

import dev.opendollr.identity.Caller;
import dev.opendollr.identity.OwnerId;

/// Who can have a fee tier, as the API asks; there are no users here, so asking for one finds nothing.
public enum OwnerType {
    USER,
    MICRO_ORGANIZATION,
    ORGANIZATION;

    /// Whether this kind and `id` name the caller itself.
    public boolean names(OwnerId id, Caller caller) {
        return id.isOf(caller.merchant()) && name().equals(caller.merchantType().name());
    }
}
