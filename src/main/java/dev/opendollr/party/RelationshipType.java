package dev.opendollr.party;

/// What a counterparty is to the merchant, as the API names it.
public enum RelationshipType {
    CUSTOMER,
    FRIEND,
    DONOR,
    DONEE,
    FAMILY,
    EMPLOYEE,
    SUPPLIER,
    CONTACT,
    SERVICE_PROVIDER,
    PARTNER,
    BENEFICIARY,
    SELF
}
