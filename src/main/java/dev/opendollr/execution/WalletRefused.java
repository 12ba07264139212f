package dev.opendollr.execution;

/// The wallet refuses to give or to accept money. This is found out at the very end of a transaction, since
/// wallets are locked last: the transaction is rolled back and repeated by a caller that knows what to do
/// without the money.
final class WalletRefused extends RuntimeException {
    private final String why;

    WalletRefused(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }
}
