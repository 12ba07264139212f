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
