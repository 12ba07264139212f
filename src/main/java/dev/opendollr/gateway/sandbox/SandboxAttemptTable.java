package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.sandbox.Fate.Fails;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL of table `sandbox_attempt`, except that of callbacks.
final class SandboxAttemptTable {
    private static final String COLUMNS = """
        id, reference_id, kind, payment_method, currency, amount, original_id, refunded, provider_id, client_secret,
        decline_code, decline_message, created_at, settled_at, declined_at, callback_at, callback_again_at
        """;

    private static final String NO_OUTAGE = """
        not exists (select kind
                      from sandbox_outage
                     where merchant_id = :merchant and payment_method = :payment_method and until > :at)
        """;

    private static final String VALUES = """
        insert into sandbox_attempt (merchant_id, id, reference_id, kind, payment_method, currency, amount,
                                     original_id, provider_id, client_secret, decline_code, decline_message,
                                     created_at, settled_at, declined_at, callback_at, callback_again_at)
        select :merchant, :id, cast(:reference as uuid), :kind, :payment_method, :currency, :amount,
               cast(:original as uuid), :provider_id, cast(:client_secret as text),
               cast(:decline_code as text), cast(:decline_message as text), :at,
               cast(:settled_at as timestamptz), cast(:declined_at as timestamptz),
               cast(:callback_at as timestamptz), cast(:callback_again_at as timestamptz)
        """;

    /// Does nothing when an attempt with that id exists, or during an outage.
    private static final String INSERT = VALUES + " where " + NO_OUTAGE + " on conflict (merchant_id, id) do nothing";

    /// Takes the amount from the rest of the original, in one row, so that parallel refunds cannot take it
    /// twice. The ids in that row stop a parallel request with the same id. Does nothing when an attempt with
    /// that id exists, during an outage, or when too little is left.
    private static final String INSERT_REFUND =
            """
            with taken as (
            update sandbox_attempt
               set refunded = refunded + :taken, refund_ids = refund_ids || cast(:id as uuid)
             where merchant_id = :merchant and id = :original and kind = 'COLLECT' and currency = :currency
               and settled_at <= :at and refunded + :amount <= amount and not (:id = any (refund_ids))
               and not exists (select id from sandbox_attempt where merchant_id = :merchant and id = :id)
               and %s
            returning id)
            """.formatted(NO_OUTAGE) + VALUES + " from taken on conflict (merchant_id, id) do nothing";

    /// Does nothing when an attempt with that id exists. A refused refund first adds its id to the row of the
    /// original, so that a parallel request with the same id takes nothing.
    private static final String REFUSE =
            """
                with marked as (
                update sandbox_attempt
                   set refund_ids = refund_ids || cast(:id as uuid)
                 where merchant_id = :merchant and id = cast(:original as uuid) and not (:id = any (refund_ids))
                returning id)
                """ + VALUES + " from (select count(*) from marked) as held on conflict (merchant_id, id) do nothing";

    private static final String FIND = "select " + COLUMNS + """
          from sandbox_attempt
         where merchant_id = :merchant and id = :id
        """;

    private static final String FIND_BY_SECRET = "select merchant_id, " + COLUMNS + """
          from sandbox_attempt
         where client_secret = :client_secret
        """;

    private static final String HOLD = FIND + " for no key update";

    private static final String LIST_IN_FLIGHT = "select " + COLUMNS + """
          from sandbox_attempt
         where merchant_id = :merchant and due_at > created_at and due_at > :at
         order by created_at, id
         limit :limit
        """;

    /// Changes only an attempt that waits for its payer.
    private static final String GIVE_UP = """
        update sandbox_attempt
           set declined_at = :at, decline_code = :decline_code, decline_message = :decline_message
         where merchant_id = :merchant and id = :id and client_secret is not null
           and settled_at is null and declined_at is null
        """;

    /// The row must be locked.
    private static final String UPDATE = """
        update sandbox_attempt
           set settled_at = :settled_at, declined_at = :declined_at, decline_code = :decline_code,
               decline_message = :decline_message, callback_at = :callback_at,
               callback_again_at = :callback_again_at, leased_until = null
         where merchant_id = :merchant and id = :id
        """;

    private static final String TAKE = """
        update sandbox_attempt
           set refunded = refunded + :difference
         where merchant_id = :merchant and id = :id and refunded + :difference between 0 and amount
        """;

    private SandboxAttemptTable() {}

    /// Whether it was stored.
    static boolean insert(Handle handle, MerchantId merchant, SandboxAttempt attempt) {
        var sql = attempt.original().isPresent() ? INSERT_REFUND : INSERT;
        var update = bind(handle.createUpdate(sql), merchant, attempt);
        if (attempt.original().isPresent()) {
            var taken = attempt.plan().mayMoveMoney() ? attempt.amount().getAmount() : BigDecimal.ZERO;
            update = update.bind("taken", taken);
        }
        return update.execute() == 1;
    }

    /// Whether it was stored, as refused.
    static boolean refuse(Handle handle, MerchantId merchant, SandboxAttempt attempt) {
        return bind(handle.createUpdate(REFUSE), merchant, attempt).execute() == 1;
    }

    private static Update bind(Update insert, MerchantId merchant, SandboxAttempt attempt) {
        var bound = insert.bind("merchant", merchant)
                .bind("id", attempt.id().value())
                .bind("reference", attempt.reference())
                .bind("kind", attempt.kind().name())
                .bind("payment_method", attempt.method().name())
                .bind("currency", attempt.amount().getCurrencyUnit().getCode())
                .bind("amount", attempt.amount().getAmount())
                .bind("original", attempt.original().map(AttemptId::value))
                .bind("provider_id", attempt.providerId())
                .bind("client_secret", attempt.clientSecret())
                .bind("at", attempt.createdAt());
        return bind(bound, attempt.plan());
    }

    static Optional<SandboxAttempt> find(Handle handle, MerchantId merchant, AttemptId id) {
        return handle.createQuery(FIND)
                .bind("merchant", merchant)
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Challenge> findBySecret(Handle handle, String clientSecret) {
        return handle.createQuery(FIND_BY_SECRET)
                .bind("client_secret", clientSecret)
                .map((row, context) -> new Challenge(Columns.id(row, "merchant_id", MerchantId::new), read(row)))
                .findOne();
    }

    /// The attempt, locked until the transaction ends.
    static Optional<SandboxAttempt> hold(Handle tx, MerchantId merchant, AttemptId id) {
        return tx.createQuery(HOLD)
                .bind("merchant", merchant)
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static ResultIterable<SandboxAttempt> listInFlight(Handle tx, MerchantId merchant, Instant at, int limit) {
        return tx.createQuery(LIST_IN_FLIGHT)
                .bind("merchant", merchant)
                .bind("at", at)
                .setFetchSize(Database.ROWS_AT_ONCE)
                .bind("limit", limit)
                .map((row, context) -> read(row));
    }

    static boolean giveUp(Handle handle, MerchantId merchant, AttemptId id, Instant at, Fails reason) {
        return handle.createUpdate(GIVE_UP)
                        .bind("merchant", merchant)
                        .bind("id", id.value())
                        .bind("at", at)
                        .bind("decline_code", reason.code())
                        .bind("decline_message", reason.message())
                        .execute()
                == 1;
    }

    static void update(Handle tx, MerchantId merchant, AttemptId id, Plan plan) {
        var update = tx.createUpdate(UPDATE).bind("merchant", merchant).bind("id", id.value());
        var _ = bind(update, plan).execute();
    }

    /// Adds to the refunded amount of a collection; false when the collection has less than that left.
    static boolean take(Handle tx, MerchantId merchant, AttemptId id, BigDecimal difference) {
        return tx.createUpdate(TAKE)
                        .bind("merchant", merchant)
                        .bind("id", id.value())
                        .bind("difference", difference)
                        .execute()
                == 1;
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Plan plan) {
        return statement
                .bind("decline_code", plan.decline().map(Fails::code))
                .bind("decline_message", plan.decline().map(Fails::message))
                .bind("settled_at", plan.settledAt())
                .bind("declined_at", plan.declinedAt())
                .bind("callback_at", plan.callbackAt())
                .bind("callback_again_at", plan.callbackAgainAt());
    }

    private static SandboxAttempt read(ResultSet row) throws SQLException {
        var currency = CurrencyUnit.of(row.getString("currency"));
        return new SandboxAttempt(
                new AttemptId(row.getObject("id", UUID.class)),
                Optional.ofNullable(row.getObject("reference_id", UUID.class)),
                Attempt.Kind.valueOf(row.getString("kind")),
                PaymentMethod.valueOf(row.getString("payment_method")),
                Money.of(currency, row.getBigDecimal("amount")),
                Optional.ofNullable(row.getObject("original_id", UUID.class)).map(AttemptId::new),
                Money.of(currency, row.getBigDecimal("refunded")),
                row.getString("provider_id"),
                Columns.text(row, "client_secret"),
                Columns.instant(row, "created_at"),
                plan(row));
    }

    private static Plan plan(ResultSet row) throws SQLException {
        var message = Columns.text(row, "decline_message");
        return new Plan(
                Columns.optionalInstant(row, "settled_at"),
                Columns.optionalInstant(row, "declined_at"),
                Columns.text(row, "decline_code").map(code -> new Fails(code, message.orElse(""))),
                Columns.optionalInstant(row, "callback_at"),
                Columns.optionalInstant(row, "callback_again_at"));
    }
}
