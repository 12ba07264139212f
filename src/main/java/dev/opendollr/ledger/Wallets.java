package dev.opendollr.ledger;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.ledger.Movement.Cause;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The wallets of merchants, and what happened in them.
public final class Wallets {
    private final Database database;
    private final InstantSource clock;

    public Wallets(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The merchant's wallet in `currency`; created when it does not exist. Takes part in the transaction of
    /// `tx`.
    public Wallet open(Handle tx, MerchantId merchant, CurrencyUnit currency) {
        WalletTable.open(tx, merchant, currency, clock.instant());
        return WalletTable.findByCurrency(tx, merchant, currency).orElseThrow();
    }

    public Optional<Wallet> find(Handle handle, MerchantId merchant, WalletId id) {
        return WalletTable.find(handle, merchant, id);
    }

    public Wallet retrieve(MerchantId merchant, WalletId id) {
        return database.of(merchant)
                .single(handle -> find(handle, merchant, id))
                .orElseThrow(() -> ProblemException.notFound("Wallet"));
    }

    /// In ascending order of ids above `after`.
    public List<Wallet> list(MerchantId merchant, long after, int limit) {
        return database.of(merchant).single(handle -> WalletTable.list(handle, merchant, after, limit));
    }

    /// In ascending order of ids above `after`.
    public void entries(MerchantId merchant, WalletId id, Listing<Entry> listing) {
        var currency = retrieve(merchant, id).balance().getCurrencyUnit();
        database.of(merchant).list(listing, tx -> PostingTable.list(tx, merchant, currency, listing));
    }

    /// Empty when there is no such wallet, when it is closed already, or when it is to be closed but has a
    /// balance or money in transit.
    public Optional<Wallet> setStatus(MerchantId merchant, WalletId id, WalletStatus status) {
        return database.of(merchant).transact(tx -> WalletTable.setStatus(tx, merchant, id, status, clock.instant()));
    }

    /// Gives a demo merchant its opening money. Does nothing in a currency in which the wallet was used before,
    /// so repeated calls are safe.
    public void fund(MerchantId merchant, List<Money> gifts) {
        var _ = database.of(merchant).transact(tx -> {
            for (var gift : gifts) {
                fund(tx, merchant, gift);
            }
            return gifts.size();
        });
    }

    /// Gives a sandbox merchant test money. Returns the wallet afterwards.
    public Wallet give(MerchantId merchant, Money gift) {
        return database.of(merchant).transact(tx -> {
            var at = clock.instant();
            GiftTable.insert(tx, merchant, gift, at);
            boolean isRefused = Ledger.book(tx, funding(merchant, gift), at).isPresent();
            var wallet = WalletTable.findByCurrency(tx, merchant, gift.getCurrencyUnit())
                    .orElseThrow();
            if (isRefused) {
                throw ProblemException.refused(
                        "amount", new WalletReason.TakesNothing(gift.getCurrencyUnit(), wallet.status()));
            }
            return wallet;
        });
    }

    private void fund(Handle tx, MerchantId merchant, Money gift) {
        var at = clock.instant();
        Ledger.hold(tx, gift.getCurrencyUnit(), merchant, merchant, at);
        if (PostingTable.isAny(tx, merchant, gift.getCurrencyUnit())) {
            return;
        }
        GiftTable.insert(tx, merchant, gift, at);
        Ledger.bookAlways(tx, funding(merchant, gift), at);
    }

    private static Movement funding(MerchantId merchant, Money gift) {
        var posting = new Posting(LedgerAccount.FUNDING, LedgerAccount.WALLET, gift);
        return new Movement(merchant, Movement.Kind.FUNDING, new Cause.Gift(), List.of(posting));
    }
}
