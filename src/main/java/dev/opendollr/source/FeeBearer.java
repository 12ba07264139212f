package dev.opendollr.source;

/// Who pays the fees, as the API names it.
public enum FeeBearer {
    PAYER,
    PAYEE
}
