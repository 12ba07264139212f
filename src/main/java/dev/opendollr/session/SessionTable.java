package dev.opendollr.session;

import dev.opendollr.db.Columns;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.money.OperationType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL of table `session`.
final class SessionTable {
    private static final String COLUMNS = """
               id, operation_type, status, source_id, payment_account_id, wallet_id, counterparty_id, original_id,
               currency, amount, reason, expires_at, created_at, updated_at
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

    /// Names the status it leaves.
    private static final String CONSUME = """
        update session
           set status = 'CONSUMED', updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and id = :id and status = 'ACTIVE'
        """;

    private SessionTable() {}

    static Session insert(Handle tx, MerchantId merchant, Intent intent, Instant expiresAt, Instant at) {
        var row = row(intent);
        return tx.createQuery(INSERT)
                .bind("merchant", merchant.value())
                .bind("operation_type", intent.operation().name())
                .bind("source", row.source())
                .bind("payment_account", row.paymentAccount())
                .bind("wallet", row.wallet())
                .bind("counterparty", row.counterparty())
                .bind("original", row.original())
                .bind(
                        "currency",
                        row.amount().map(money -> money.getCurrencyUnit().getCode()))
                .bind("amount", row.amount().map(Money::getAmount))
                .bind("reason", row.reason())
                .bind("expires_at", expiresAt)
                .bind("at", at)
                .map((found, context) -> read(found))
                .one();
    }

    static Optional<Session> find(Handle handle, MerchantId merchant, long id) {
        return one(handle, FIND, merchant, id);
    }

    static Optional<Session> lock(Handle tx, MerchantId merchant, long id) {
        return one(tx, LOCK, merchant, id);
    }

    private static Optional<Session> one(Handle handle, String sql, MerchantId merchant, long id) {
        return handle.createQuery(sql)
                .bind("merchant", merchant.value())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static void consume(Handle tx, MerchantId merchant, long id, Instant at) {
        int consumed = tx.createUpdate(CONSUME)
                .bind("merchant", merchant.value())
                .bind("id", id)
                .bind("at", at)
                .execute();
        if (consumed != 1) {
            throw new IllegalStateException("consumed " + consumed + " sessions");
        }
    }

    private record Row(
            Optional<Long> source,
            Optional<Long> paymentAccount,
            Optional<Long> wallet,
            Optional<Long> counterparty,
            Optional<Long> original,
            Optional<Money> amount,
            Optional<String> reason) {}

    private static Row row(Intent intent) {
        Optional<Long> none = Optional.empty();
        return switch (intent) {
            case Intent.Checkout(var source) ->
                new Row(Optional.of(source), none, none, none, none, Optional.empty(), Optional.empty());
            case Intent.Payout(var wallet, var account, var amount) ->
                new Row(
                        none,
                        Optional.of(account),
                        Optional.of(wallet),
                        none,
                        none,
                        Optional.of(amount),
                        Optional.empty());
            case Intent.Transfer(var wallet, var counterparty, var amount) ->
                new Row(
                        none,
                        none,
                        Optional.of(wallet),
                        Optional.of(counterparty),
                        none,
                        Optional.of(amount),
                        Optional.empty());
            case Intent.Refund(var original, var amount, var reason) ->
                new Row(none, none, none, none, Optional.of(original), Optional.of(amount), reason);
        };
    }

    private static Session read(ResultSet row) throws SQLException {
        return new Session(
                row.getLong("id"),
                Session.Status.valueOf(row.getString("status")),
                intent(row),
                Columns.instant(row, "expires_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }

    private static Intent intent(ResultSet row) throws SQLException {
        return switch (OperationType.valueOf(row.getString("operation_type"))) {
            case COLLECTION -> new Intent.Checkout(row.getLong("source_id"));
            case PAYOUT -> new Intent.Payout(row.getLong("wallet_id"), row.getLong("payment_account_id"), amount(row));
            case TRANSFER -> new Intent.Transfer(row.getLong("wallet_id"), row.getLong("counterparty_id"), amount(row));
            case REFUND -> new Intent.Refund(row.getLong("original_id"), amount(row), Columns.text(row, "reason"));
        };
    }

    private static Money amount(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        return Money.of(CurrencyUnit.of(row.getString("currency")), amount);
    }
}
