package dev.opendollr.ledger;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.MerchantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL of table `wallet`. Balances change only together with postings; [Ledger] ensures that.
final class WalletTable {
    private static final String COLUMNS = "id, currency, status, balance, created_at, updated_at";

    private static final String OPEN = """
        insert into wallet (merchant_id, currency, status, balance, created_at, updated_at)
        select :merchant, :currency, 'ACTIVE', 0, cast(:at as timestamptz), cast(:at as timestamptz)
         where not exists (select 1 from wallet where merchant_id = :merchant and currency = :currency)
            on conflict (merchant_id, currency) do nothing
        """;

    /// Adds `:amount`. Changes nothing when the wallet does not exist or accepts no money. Like the next two
    /// statements, it is part of the statement that writes the postings, see [PostingTable].
    static final String CREDIT = """
        update wallet
           set balance = balance + :amount, updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and currency = :currency and status in ('ACTIVE', 'RESTRICTED')
        """;

    static final String DEBIT = """
        update wallet
           set balance = balance - :amount, updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and currency = :currency and status = 'ACTIVE' and balance >= :amount
        """;

    static final String GIVE_BACK = """
        update wallet
           set balance = balance + :amount, updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and currency = :currency
        """;

    private static final String LOCK = """
        select id
          from wallet
         where merchant_id in (:first, :second) and currency = :currency
         order by id
           for no key update
        """;

    private static final String LOCK_ONE =
            "select id from wallet where merchant_id = :merchant and id = :id for no key update";

    /// The wallet must be locked. Money in transit may come back to it, and only a transaction that holds this
    /// lock can set more money aside.
    private static final String SET_STATUS = """
        update wallet
           set status = :status, updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and id = :id and status <> 'CLOSED'
           and (:status <> 'CLOSED'
                or (balance = 0
                    and (select coalesce(sum(case to_account when 'IN_TRANSIT' then amount else -amount end), 0)
                           from posting
                          where posting.merchant_id = :merchant and posting.currency = wallet.currency
                            and 'IN_TRANSIT' in (from_account, to_account)) = 0))
        returning %s
        """.formatted(COLUMNS);

    private static final String FIND = "select " + COLUMNS + " from wallet where merchant_id = :merchant and id = :id";

    private static final String FIND_BY_CURRENCY =
            "select " + COLUMNS + " from wallet where merchant_id = :merchant and currency = :currency";

    private static final String LOCK_BY_CURRENCY = FIND_BY_CURRENCY + " for no key update";

    private static final String LIST = "select " + COLUMNS + """
         from wallet
         where merchant_id = :merchant and id > :after
         order by id
         limit :limit
        """;

    private WalletTable() {}

    /// Does nothing when the wallet exists.
    static void open(Handle tx, MerchantId merchant, CurrencyUnit currency, Instant at) {
        var _ = tx.createUpdate(OPEN)
                .bind("merchant", merchant)
                .bind("currency", currency.getCode())
                .bind("at", at)
                .execute();
    }

    static void lock(Handle tx, CurrencyUnit currency, MerchantId first, MerchantId second) {
        var _ = tx.createQuery(LOCK)
                .bind("currency", currency.getCode())
                .bind("first", first)
                .bind("second", second)
                .mapTo(Long.class)
                .list();
    }

    /// Empty when there is no such wallet, when it is closed already, or when it is to be closed but has a
    /// balance or money in transit.
    static Optional<Wallet> setStatus(Handle tx, MerchantId merchant, WalletId id, WalletStatus status, Instant at) {
        var _ = tx.createQuery(LOCK_ONE)
                .bind("merchant", merchant)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
        return tx.createQuery(SET_STATUS)
                .bind("merchant", merchant)
                .bind("id", id)
                .bind("status", status.name())
                .bind("at", at)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Wallet> find(Handle tx, MerchantId merchant, WalletId id) {
        return tx.createQuery(FIND)
                .bind("merchant", merchant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Wallet> findByCurrency(Handle tx, MerchantId merchant, CurrencyUnit currency) {
        return tx.createQuery(FIND_BY_CURRENCY)
                .bind("merchant", merchant)
                .bind("currency", currency.getCode())
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Wallet> lock(Handle tx, MerchantId merchant, CurrencyUnit currency) {
        return tx.createQuery(LOCK_BY_CURRENCY)
                .bind("merchant", merchant)
                .bind("currency", currency.getCode())
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<Wallet> list(Handle tx, MerchantId merchant, long after, int limit) {
        return tx.createQuery(LIST)
                .bind("merchant", merchant)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    private static Wallet read(ResultSet row) throws SQLException {
        return new Wallet(
                Columns.id(row, "id", WalletId::new),
                WalletStatus.valueOf(row.getString("status")),
                Money.of(CurrencyUnit.of(row.getString("currency")), row.getBigDecimal("balance")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
