package dev.opendollr.base.identity;

/// The kind of a merchant, as the API names it.
public enum MerchantType {
    MICRO_ORGANIZATION,
    ORGANIZATION
}
