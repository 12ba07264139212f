package dev.opendollr.base.money;

/// Who pays the fees, as the API names it.
public enum FeeBearer {
    PAYER,
    PAYEE
}
