package dev.opendollr.execution;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.feed.FeedEntries;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.pricing.Quote;
import dev.opendollr.session.SessionId;
import dev.opendollr.source.HistoryEntry;
import dev.opendollr.source.SourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL of table `execution`. A statement that begins an execution or raises its version writes the event
/// too. A statement that only plans the next look writes none. [DueExecutionTable] claims executions; no other
/// class changes executions or their events. [CollectionTable] and [RefundTable] read them together.
final class ExecutionTable {
    static final String COLUMNS = """
               merchant_id, id, operation_type, reference_id, session_id, source_id, payment_account_id, original_id,
               attempt_id, payment_method, status, version, payer_amount, payer_currency, payee_amount,
               payee_currency, platform_fee, gateway_fee, fx_fee, fx_rate, provider_transaction_id, gateway_message,
               wallet_message, client_secret, decline_code, waits_until, next_check_at, news_at, checks,
               not_found_since, not_kept_at, request_id, created_at, updated_at, completed_at
        """;

    /// The columns that a change returns: those for the feed, and those of the execution.
    private static final String CHANGED = """
               operation_type as kind, cast(:type as text) as type, updated_at as at, %s,
        """.formatted(FeedEntries.NUMBER) + COLUMNS;

    private static final String LOG = """
        , logged as (
        insert into execution_event (merchant_id, execution_id, version, type, from_status, to_status, at, actor,
                                     reason, feed_id)
        select merchant_id, id, version, type, cast(:from as text), status, at, :actor, :why, feed_id
          from changed)
        """ + FeedEntries.TOLD + "select\n" + COLUMNS + "from changed";

    /// Inserts nothing when the merchant has used the reference before.
    private static final String INSERT = """
        with changed as (
        insert into execution (merchant_id, operation_type, reference_id, session_id, source_id, payment_account_id,
                               original_id, attempt_id, payment_method, status, version, payer_amount,
                               payer_currency, payee_amount, payee_currency, platform_fee, gateway_fee, fx_fee,
                               fx_rate, rounding, wallet_message, waits_until, next_check_at, checks, actor,
                               request_id, created_at, updated_at, completed_at)
        values (:merchant, :operation_type, :reference, :session, :source, :payment_account,
                :original, :attempt, :payment_method, :status, 1, :payer_amount,
                :payer_currency, :payee_amount, :payee_currency, :platform_fee, :gateway_fee, :fx_fee,
                :fx_rate, 'AGAINST_GAIN', :wallet_message, :waits_until, :next_check_at, 0, :actor,
                :request_id, :at, :at, cast(:completed_at as timestamptz))
            on conflict (merchant_id, reference_id) do nothing
        returning %s)
        """.formatted(CHANGED) + LOG;

    private static final String FIND =
            "select " + COLUMNS + "from execution where merchant_id = :merchant and id = :id";

    private static final String LOCK = FIND + " for no key update";

    private static final String FIND_BY_REFERENCE =
            "select " + COLUMNS + "from execution where merchant_id = :merchant and reference_id = :reference";

    /// Names the status it leaves. `not_kept_at` is later than every refund of the same original that began
    /// before, even if the clocks of the hosts differ: those refunds could not take the late payment into
    /// account.
    private static final String MOVE = """
        with changed as (
        update execution
           set status = :to, version = version + 1,
               provider_transaction_id = coalesce(:provider_transaction_id, provider_transaction_id),
               gateway_message = coalesce(:gateway_message, gateway_message),
               wallet_message = coalesce(:wallet_message, wallet_message),
               client_secret = :client_secret,
               decline_code = case when :to = 'FAILED' then coalesce(decline_code, :decline_code) end,
               next_check_at = :next_check_at, news_at = cast(:news_at as timestamptz),
               not_found_since = cast(:not_found_since as timestamptz),
               not_kept_at = coalesce(not_kept_at, case
                   when cast(:not_kept_at as timestamptz) is not null
                   then greatest(cast(:not_kept_at as timestamptz),
                                 (select max(created_at) + interval '1 microsecond'
                                    from execution as rival
                                   where rival.merchant_id = :merchant and rival.original_id = execution.original_id))
                   end),
               updated_at = greatest(updated_at, :at),
               completed_at = case when :to = 'COMPLETED' then coalesce(completed_at, cast(:at as timestamptz)) end
         where merchant_id = :merchant and id = :id and status = :from and version = :version
        returning %s)
        """.formatted(CHANGED) + LOG;

    private static final String CHECK_AT = """
        update execution
           set next_check_at = :next_check_at, news_at = :news_at, not_found_since = :not_found_since
         where merchant_id = :merchant and id = :id and version = :version
        """;

    private static final String CHECK_ATTEMPT_AT = """
        update execution
           set next_check_at = least(next_check_at, :at), news_at = :at
         where merchant_id = :merchant and attempt_id = :attempt
        """;

    private ExecutionTable() {}

    /// An execution before it is stored and has an id.
    record Draft(
            MerchantId merchant,
            Request request,
            AttemptId attemptId,
            PaymentMethod method,
            ExecutionStatus status,
            Quote quote,
            Optional<String> walletMessage,
            Optional<Instant> waitsUntil,
            Optional<Instant> nextCheckAt) {
        Draft because(String wallet) {
            return new Draft(
                    merchant, request, attemptId, method, status, quote, Optional.of(wallet), waitsUntil, nextCheckAt);
        }

        Draft checkedFrom(Instant first, Optional<Instant> waitEnds) {
            return new Draft(
                    merchant, request, attemptId, method, status, quote, walletMessage, waitEnds, Optional.of(first));
        }
    }

    /// Empty when the merchant has used the reference before.
    static Optional<Execution> insert(Handle tx, Actor actor, Draft draft, Instant at) {
        var request = draft.request();
        var quote = draft.quote();
        var query = tx.createQuery(INSERT)
                .bind("merchant", draft.merchant())
                .bind("operation_type", request.operation().name())
                .bind("reference", request.referenceId())
                .bind("session", request.sessionId())
                .bind("source", request.sourceId())
                .bind("payment_account", request.paymentAccountId())
                .bind("original", request.originalId())
                .bind("attempt", draft.attemptId().value())
                .bind("payment_method", draft.method().name())
                .bind("status", draft.status().name())
                .bind("payer_amount", quote.payerAmount().getAmount())
                .bind("payer_currency", quote.payerAmount().getCurrencyUnit().getCode())
                .bind("payee_amount", quote.payeeAmount().getAmount())
                .bind("payee_currency", quote.payeeAmount().getCurrencyUnit().getCode())
                .bind("platform_fee", quote.platformFee().getAmount())
                .bind("gateway_fee", quote.gatewayFee().map(Money::getAmount))
                .bind("fx_fee", quote.fxFee().map(Money::getAmount))
                .bind("fx_rate", quote.rate())
                .bind("wallet_message", draft.walletMessage())
                .bind("waits_until", draft.waitsUntil())
                .bind("next_check_at", draft.nextCheckAt())
                .bind("request_id", actor.requestId())
                .bind(
                        "completed_at",
                        draft.status() == ExecutionStatus.COMPLETED ? Optional.of(at) : Optional.<Instant>empty());
        return event(query, actor, ExecutionEventType.STARTED, Optional.empty(), draft.walletMessage(), at)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Execution> find(Handle handle, MerchantId merchant, ExecutionId id) {
        return handle.createQuery(FIND)
                .bind("merchant", merchant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Execution> lock(Handle tx, MerchantId merchant, ExecutionId id) {
        return tx.createQuery(LOCK)
                .bind("merchant", merchant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Execution> findByReference(Handle handle, MerchantId merchant, UUID reference) {
        return handle.createQuery(FIND_BY_REFERENCE)
                .bind("merchant", merchant)
                .bind("reference", reference)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// The new values that a change stores.
    record Change(
            ExecutionEventType type,
            ExecutionStatus to,
            Answer answer,
            Looks looks,
            Optional<Instant> notKeptAt,
            Optional<String> why) {}

    /// When to look next, the time of a callback that no look has answered yet, and since when the gateway has
    /// answered "not found".
    record Looks(Optional<Instant> nextAt, Optional<Instant> newsAt, Optional<Instant> notFoundSince) {
        static Looks of(Execution execution) {
            return new Looks(execution.nextCheckAt(), execution.newsAt(), execution.notFoundSince());
        }
    }

    static Execution move(Handle tx, Actor actor, Execution execution, Change change, Instant at) {
        var query = tx.createQuery(MOVE)
                .bind("merchant", execution.merchant())
                .bind("id", execution.id())
                .bind("version", execution.version())
                .bind("to", change.to().name())
                .bind("provider_transaction_id", change.answer().providerTransactionId())
                .bind("gateway_message", change.answer().gatewayMessage())
                .bind("wallet_message", change.answer().walletMessage())
                .bind("client_secret", change.answer().clientSecret())
                .bind("decline_code", change.answer().declineCode())
                .bind("next_check_at", change.looks().nextAt())
                .bind("news_at", change.looks().newsAt())
                .bind("not_found_since", change.looks().notFoundSince())
                .bind("not_kept_at", change.notKeptAt());
        return event(query, actor, change.type(), Optional.of(execution.status()), change.why(), at)
                .map((row, context) -> read(row))
                .one();
    }

    private static Query event(
            Query query,
            Actor actor,
            ExecutionEventType type,
            Optional<ExecutionStatus> from,
            Optional<String> why,
            Instant at) {
        return query.bind("actor", actor.name())
                .bind("type", type.name())
                .bind("from", from.map(Enum::name))
                .bind("why", HistoryEntry.reason(why))
                .bind("at", at);
    }

    /// Whether the execution was unchanged since it was read.
    static boolean checkAt(Handle tx, Execution execution, Looks looks) {
        return tx.createUpdate(CHECK_AT)
                        .bind("merchant", execution.merchant())
                        .bind("id", execution.id())
                        .bind("version", execution.version())
                        .bind("next_check_at", looks.nextAt())
                        .bind("news_at", looks.newsAt())
                        .bind("not_found_since", looks.notFoundSince())
                        .execute()
                == 1;
    }

    /// Whether there is such an attempt.
    static boolean checkAttemptAt(Handle tx, MerchantId merchant, AttemptId attempt, Instant at) {
        return tx.createUpdate(CHECK_ATTEMPT_AT)
                        .bind("merchant", merchant)
                        .bind("attempt", attempt.value())
                        .bind("at", at)
                        .execute()
                == 1;
    }

    static Execution read(ResultSet row) throws SQLException {
        return new Execution(
                Columns.id(row, "merchant_id", MerchantId::new),
                Columns.id(row, "id", ExecutionId::new),
                new Request(
                        OperationType.valueOf(row.getString("operation_type")),
                        row.getObject("reference_id", UUID.class),
                        Columns.optionalId(row, "session_id", SessionId::new),
                        Columns.optionalId(row, "source_id", SourceId::new),
                        Columns.optionalId(row, "payment_account_id", PaymentAccountId::new),
                        Columns.optionalId(row, "original_id", ExecutionId::new)),
                new AttemptId(row.getObject("attempt_id", UUID.class)),
                PaymentMethod.valueOf(row.getString("payment_method")),
                ExecutionStatus.valueOf(row.getString("status")),
                row.getInt("version"),
                quote(row),
                new Answer(
                        Columns.text(row, "provider_transaction_id"),
                        Columns.text(row, "gateway_message"),
                        Columns.text(row, "wallet_message"),
                        Columns.text(row, "client_secret"),
                        Columns.text(row, "decline_code")),
                Columns.optionalInstant(row, "waits_until"),
                Columns.optionalInstant(row, "next_check_at"),
                Columns.optionalInstant(row, "news_at"),
                row.getInt("checks"),
                Columns.optionalInstant(row, "not_found_since"),
                Columns.optionalInstant(row, "not_kept_at"),
                row.getString("request_id"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                Columns.optionalInstant(row, "completed_at"));
    }

    private static Quote quote(ResultSet row) throws SQLException {
        var payer = CurrencyUnit.of(row.getString("payer_currency"));
        var payee = CurrencyUnit.of(row.getString("payee_currency"));
        return new Quote(
                Money.of(payer, row.getBigDecimal("payer_amount")),
                Money.of(payee, row.getBigDecimal("payee_amount")),
                Money.of(payer, row.getBigDecimal("platform_fee")),
                Optional.ofNullable(row.getBigDecimal("gateway_fee")).map(fee -> Money.of(payer, fee)),
                Optional.ofNullable(row.getBigDecimal("fx_fee")).map(fee -> Money.of(payer, fee)),
                Optional.ofNullable(row.getBigDecimal("fx_rate")));
    }
}
