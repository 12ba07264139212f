package dev.opendollr.cli;

import dev.opendollr.ledger.Wallet;
import dev.opendollr.ledger.WalletId;
import dev.opendollr.ledger.WalletStatus;
import java.math.BigDecimal;
import java.time.Instant;

/// A [Wallet] as commands print it.
record WalletJson(WalletId walletId, WalletStatus status, String currency, BigDecimal balance, Instant updatedAt) {
    static WalletJson of(Wallet wallet) {
        return new WalletJson(
                wallet.id(),
                wallet.status(),
                wallet.balance().getCurrencyUnit().getCode(),
                wallet.balance().getAmount(),
                wallet.updatedAt());
    }

    String line() {
        return "%d\t%s\t%s %s".formatted(walletId.value(), status, currency, balance.toPlainString());
    }
}
