package dev.opendollr.session;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.ledger.WalletId;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.source.SourceId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL of table `session`.
final class SessionTable {
    private static final String COLUMNS = """
               merchant_id, id, operation_type, status, source_id, payment_account_id, wallet_id, counterparty_id,
               original_id, currency, amount, reason, expires_at, created_at, updated_at
        """;

    private static final String INSERT = """
        insert into session (merchant_id, operation_type, status, source_id, payment_account_id, wallet_id,
                             counterparty_id, original_id, currency, amount, reason, expires_at,
                             created_at, updated_at)
        values (:merchant, :operation_type, 'ACTIVE', :source, :payment_account, :wallet, :counterparty, :original,
                :currency, :amount, :reason, :expires_at, :at, :at)
        returning
        """ + COLUMNS;

    private static final String FIND = "select " + COLUMNS + "from session where merchant_id = :merchant and id = :id";

    private static final String LOCK = FIND + " for no key update";

    /// Names the status it leaves, so a session is consumed only once.
    private static final String CONSUME = """
        update session
           set status = 'CONSUMED', updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and id = :id and status = 'ACTIVE'
        """;

    /// What intents consist of, as [#INSERT] names it; each kind uses some of it.
    private static final List<String> FACTS =
            List.of("source", "payment_account", "wallet", "counterparty", "original", "currency", "amount", "reason");

    private SessionTable() {}

    static Session insert(Handle tx, MerchantId merchant, Intent intent, Instant expiresAt, Instant at) {
        return bound(tx.createQuery(INSERT), intent)
                .bind("merchant", merchant)
                .bind("operation_type", intent.operation().name())
                .bind("expires_at", expiresAt)
                .bind("at", at)
                .map((row, context) -> read(row))
                .one();
    }

    static Optional<Session> find(Handle handle, MerchantId merchant, SessionId id) {
        return one(handle, FIND, merchant, id);
    }

    static Optional<Session> lock(Handle tx, MerchantId merchant, SessionId id) {
        return one(tx, LOCK, merchant, id);
    }

    private static Optional<Session> one(Handle handle, String sql, MerchantId merchant, SessionId id) {
        return handle.createQuery(sql)
                .bind("merchant", merchant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static void consume(Handle tx, Session session, Instant at) {
        int consumed = tx.createUpdate(CONSUME)
                .bind("merchant", session.merchant())
                .bind("id", session.id())
                .bind("at", at)
                .execute();
        if (consumed != 1) {
            throw new IllegalStateException("consumed " + consumed + " sessions");
        }
    }

    /// What its kind of intent does not use is null.
    private static Query bound(Query query, Intent intent) {
        FACTS.forEach(fact -> query.bind(fact, Optional.empty()));
        return switch (intent) {
            case Intent.Checkout(var source) -> query.bind("source", source);
            case Intent.Payout(var wallet, var account, var amount) ->
                bound(query.bind("wallet", wallet).bind("payment_account", account), amount);
            case Intent.Transfer(var wallet, var counterparty, var amount) ->
                bound(query.bind("wallet", wallet).bind("counterparty", counterparty), amount);
            case Intent.Refund(var original, var amount, var reason) ->
                bound(query.bind("original", original).bind("reason", reason), amount);
        };
    }

    private static Query bound(Query query, Money amount) {
        return query.bind("currency", amount.getCurrencyUnit().getCode()).bind("amount", amount.getAmount());
    }

    private static Session read(ResultSet row) throws SQLException {
        return new Session(
                Columns.id(row, "merchant_id", MerchantId::new),
                Columns.id(row, "id", SessionId::new),
                Session.Status.valueOf(row.getString("status")),
                intent(row),
                Columns.instant(row, "expires_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    private static Intent intent(ResultSet row) throws SQLException {
        return switch (OperationType.valueOf(row.getString("operation_type"))) {
            case COLLECTION -> new Intent.Checkout(Columns.id(row, "source_id", SourceId::new));
            case PAYOUT ->
                new Intent.Payout(
                        wallet(row), Columns.id(row, "payment_account_id", PaymentAccountId::new), amount(row));
            case TRANSFER ->
                new Intent.Transfer(wallet(row), Columns.id(row, "counterparty_id", CounterpartyId::new), amount(row));
            case REFUND ->
                new Intent.Refund(
                        Columns.id(row, "original_id", ExecutionId::new), amount(row), Columns.text(row, "reason"));
        };
    }

    private static WalletId wallet(ResultSet row) throws SQLException {
        return Columns.id(row, "wallet_id", WalletId::new);
    }

    private static Money amount(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        return Money.of(CurrencyUnit.of(row.getString("currency")), amount);
    }
}
