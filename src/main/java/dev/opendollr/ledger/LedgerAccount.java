package dev.opendollr.ledger;

/// Where a merchant's money can be; each merchant has each of them once in each currency.
public enum LedgerAccount {
    /// What the merchant owns.
    WALLET,
    /// What the gateways hold for us. Money enters from there and leaves to there.
    GATEWAY,
    /// Taken from the wallet and on its way out.
    IN_TRANSIT,
    /// Collected money that is not kept, until it is returned to the payer.
    SUSPENSE,
    /// On its way to another merchant, or from one.
    CLEARING,
    /// Where one currency becomes another.
    EXCHANGE,
    PLATFORM_FEES,
    GATEWAY_FEES,
    FX_FEES,
    /// The source of the sandbox's gifts of test money.
    FUNDING
}
