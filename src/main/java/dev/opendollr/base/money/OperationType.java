package dev.opendollr.base.money;

/// The four ways in which money moves.
public enum OperationType {
    /// From a payer into the merchant's wallet.
    COLLECTION,
    /// From the merchant's wallet to a mobile-money account.
    PAYOUT,
    /// From the merchant's wallet to another merchant's.
    TRANSFER,
    /// From the merchant's wallet back to the payer of a collection.
    REFUND
}
