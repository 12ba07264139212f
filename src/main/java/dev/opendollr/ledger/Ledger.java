package dev.opendollr.ledger;

import dev.opendollr.base.identity.MerchantId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Books movements of money: the postings and the wallet they touch, in the caller's transaction.
///
/// Wallets are the last locks of a transaction; a movement touches one wallet at most.
public final class Ledger {
    private Ledger() {}

    /// Books `movement`. When the wallet does not allow it, books nothing and returns the reason as a sentence
    /// for the merchant.
    public static Optional<String> book(Handle tx, Movement movement, Instant at) {
        var found = change(movement);
        if (found.isEmpty()) {
            PostingTable.insert(tx, movement, at);
            return Optional.empty();
        }
        var change = found.get();
        boolean booked = change.isNegative()
                ? PostingTable.insert(tx, movement, WalletTable.DEBIT, change.negated(), at)
                : credit(tx, movement, change, at);
        return booked ? Optional.empty() : Optional.of(refusal(tx, movement.merchant(), change));
    }

    /// Why the wallet may not be debited at all; empty when it may. Locks the wallet until the transaction
    /// ends.
    public static Optional<String> refusalToGive(Handle tx, MerchantId merchant, CurrencyUnit currency) {
        return WalletTable.lock(tx, merchant, currency)
                .filter(wallet -> !wallet.status().mayBeDebited())
                .map(wallet -> "The " + currency + " wallet is " + wallet.status());
    }

    /// Books a movement whatever the status of the wallet. For movements that touch no wallet, that return to a
    /// wallet what was taken from it, and for the opening money of a demo merchant.
    public static void bookAlways(Handle tx, Movement movement, Instant at) {
        var change = change(movement);
        if (change.isEmpty()) {
            PostingTable.insert(tx, movement, at);
        } else if (!PostingTable.insert(tx, movement, WalletTable.GIVE_BACK, change.get(), at)) {
            throw new IllegalStateException("no wallet to give back to");
        }
    }

    private static boolean credit(Handle tx, Movement movement, Money amount, Instant at) {
        if (PostingTable.insert(tx, movement, WalletTable.CREDIT, amount, at)) {
            return true;
        }
        WalletTable.open(tx, movement.merchant(), amount.getCurrencyUnit(), at);
        return PostingTable.insert(tx, movement, WalletTable.CREDIT, amount, at);
    }

    private static String refusal(Handle tx, MerchantId merchant, Money change) {
        var currency = change.getCurrencyUnit();
        var wallet = WalletTable.findByCurrency(tx, merchant, currency);
        var status = wallet.map(Wallet::status).orElse(WalletStatus.ACTIVE);
        if (change.isPositive() || !status.mayBeDebited()) {
            return "The " + currency + " wallet is " + status;
        }
        var balance = wallet.map(Wallet::balance).orElse(Money.zero(currency));
        return "Insufficient balance: the wallet holds " + balance + " and " + change.negated() + " are needed";
    }

    /// What the movement adds to the wallet it touches; empty when it touches none or does not change the
    /// balance.
    private static Optional<Money> change(Movement movement) {
        Optional<Money> change = Optional.empty();
        for (var posting : movement.postings()) {
            if (posting.from() == LedgerAccount.WALLET) {
                change = Optional.of(plus(change, posting.amount().negated()));
            }
            if (posting.to() == LedgerAccount.WALLET) {
                change = Optional.of(plus(change, posting.amount()));
            }
        }
        return change.filter(money -> !money.isZero());
    }

    private static Money plus(Optional<Money> sum, Money money) {
        return sum.map(money::plus).orElse(money);
    }

    /// Locks the wallets of two merchants in one currency, in the order of their ids, before both balances
    /// change.
    public static void hold(Handle tx, CurrencyUnit currency, MerchantId first, MerchantId second, Instant at) {
        WalletTable.open(tx, first, currency, at);
        WalletTable.open(tx, second, currency, at);
        WalletTable.lock(tx, currency, first, second);
    }
}
