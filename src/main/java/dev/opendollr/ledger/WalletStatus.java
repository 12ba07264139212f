package dev.opendollr.ledger;

/// What may happen to the money of a wallet.
public enum WalletStatus {
    ACTIVE(true),
    /// Accepts money but may not be debited.
    RESTRICTED(false),
    FROZEN(false),
    CLOSED(false);

    private final boolean debited;

    WalletStatus(boolean debited) {
        this.debited = debited;
    }

    public boolean mayBeDebited() {
        return debited;
    }
}
