package dev.opendollr.ledger;

/// What may happen to the money of a wallet.
public enum WalletStatus {
    ACTIVE(true, true),
    /// Takes money in, gives none out.
    RESTRICTED(true, false),
    FROZEN(false, false),
    CLOSED(false, false);

    private final boolean credited;
    private final boolean debited;

    WalletStatus(boolean credited, boolean debited) {
        this.credited = credited;
        this.debited = debited;
    }

    public boolean mayBeCredited() {
        return credited;
    }

    public boolean mayBeDebited() {
        return debited;
    }
}
