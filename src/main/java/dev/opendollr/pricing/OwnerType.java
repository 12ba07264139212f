package dev.opendollr.pricing;

import dev.opendollr.identity.Caller;

/// Who can have a fee tier, as the API asks; there are no users here, so asking for one finds nothing.
public enum OwnerType {
    USER,
    MICRO_ORGANIZATION,
    ORGANIZATION;

    /// Whether this kind and `id` name the caller itself.
    public boolean names(long id, Caller caller) {
        return id == caller.merchant().value()
                && name().equals(caller.merchantType().name());
    }
}
