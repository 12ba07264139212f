package dev.opendollr.account;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import dev.opendollr.party.PartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The SQL of table `payment_account`.
final class PaymentAccountTable {
    /// Inserts nothing when the merchant has no such party.
    private static final String INSERT = """
        insert into payment_account (merchant_id, operation_type, account_name, provider, method, party_id,
                                     country_code, insensitive_account_number, is_active, created_at, updated_at)
        select merchant_id, :operation_type, :account_name, :provider, :method, id,
               cast(:country_code as text), cast(:number as text), true,
               cast(:at as timestamptz), cast(:at as timestamptz)
          from party
         where merchant_id = :merchant and id = :party
        returning id, operation_type, account_name, provider, method, party_id, country_code,
                  insensitive_account_number, is_active, created_at, updated_at
        """;

    private static final String FIND = """
        select id, operation_type, account_name, provider, method, party_id, country_code,
               insensitive_account_number, is_active, created_at, updated_at
          from payment_account
         where merchant_id = :merchant and id = :id
        """;

    private static final String FIND_SAME = """
        select id, operation_type, account_name, provider, method, party_id, country_code,
               insensitive_account_number, is_active, created_at, updated_at
          from payment_account
         where merchant_id = :merchant and party_id = :party and operation_type = :operation_type
           and method = :method and insensitive_account_number = :number and is_active
         order by id
         limit 1
        """;

    /// Until the transaction ends, no other one can look for this account in order to create it.
    private static final String LOCK_SAME = """
        select pg_advisory_xact_lock(hashtextextended('payment_account ' || cast(:merchant as text) || ' '
                                                      || cast(:party as text) || ' ' || :operation_type || ' '
                                                      || :method || ' ' || cast(:number as text), 0))
        """;

    private PaymentAccountTable() {}

    static Optional<PaymentAccount> insert(Handle tx, MerchantId merchant, PaymentAccounts.Draft draft, Instant at) {
        return tx.createQuery(INSERT)
                .bind("merchant", merchant)
                .bind("operation_type", draft.operationType().name())
                .bind("account_name", draft.accountName())
                .bind("provider", draft.provider().name())
                .bind("method", draft.method().name())
                .bind("party", draft.partyId())
                .bind("country_code", draft.countryCode())
                .bind("number", draft.insensitiveAccountNumber())
                .bind("at", at)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<PaymentAccount> find(Handle tx, MerchantId merchant, PaymentAccountId id) {
        return tx.createQuery(FIND)
                .bind("merchant", merchant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static void lockSame(Handle tx, MerchantId merchant, PaymentAccounts.Draft draft) {
        same(tx, LOCK_SAME, merchant, draft).mapTo(String.class).one();
    }

    /// The oldest one.
    static Optional<PaymentAccount> findSame(Handle tx, MerchantId merchant, PaymentAccounts.Draft draft) {
        return same(tx, FIND_SAME, merchant, draft)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Query same(Handle tx, String sql, MerchantId merchant, PaymentAccounts.Draft draft) {
        return tx.createQuery(sql)
                .bind("merchant", merchant)
                .bind("party", draft.partyId())
                .bind("operation_type", draft.operationType().name())
                .bind("method", draft.method().name())
                .bind("number", draft.insensitiveAccountNumber());
    }

    private static PaymentAccount read(ResultSet row) throws SQLException {
        return new PaymentAccount(
                Columns.id(row, "id", PaymentAccountId::new),
                OperationType.valueOf(row.getString("operation_type")),
                row.getString("account_name"),
                Provider.valueOf(row.getString("provider")),
                PaymentMethod.valueOf(row.getString("method")),
                Columns.id(row, "party_id", PartyId::new),
                Columns.text(row, "country_code"),
                Columns.text(row, "insensitive_account_number"),
                row.getBoolean("is_active"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
