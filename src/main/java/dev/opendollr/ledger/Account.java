package dev.opendollr.ledger;

/// Where a merchant's money can be; each merchant has each of them once in each currency.
public enum Account {
    /// What the merchant owns.
    WALLET,
    /// What the gateways hold for us; money comes from there and goes there.
    GATEWAY,
    /// Taken from the wallet and on its way out.
    IN_TRANSIT,
    /// Collected but not to be kept, until it is given back.
    SUSPENSE,
    /// On its way to another merchant, or from one.
    CLEARING,
    /// Where one currency becomes another.
    EXCHANGE,
    PLATFORM_FEES,
    GATEWAY_FEES,
    FX_FEES,
    /// What the sandbox gives its merchants to try things with.
    FUNDING
}
