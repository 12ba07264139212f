package dev.opendollr.base.money;

/// The carriers of money, by their names in the API.
public enum Provider {
    MTN_MOMO_LBR,
    ORANGE_MONEY_LBR,
    PAWAPAY,
    STRIPE,
    PLATFORM
}
