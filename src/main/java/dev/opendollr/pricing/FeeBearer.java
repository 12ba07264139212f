package dev.opendollr.pricing;

/// Who pays the fees, as the API names it.
public enum FeeBearer {
    PAYER,
    PAYEE
}
