package dev.opendollr.money;

/// Who carries money, as the API calls them.
public enum Provider {
    MTN_MOMO_LBR,
    ORANGE_MONEY_LBR,
    PAWAPAY,
    STRIPE,
    PLATFORM
}
