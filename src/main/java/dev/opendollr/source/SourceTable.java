package dev.opendollr.source;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.feed.FeedEntries;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.source.HistoryEntry.EventType;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL by which merchants read and change table `source`. [SourcePaymentTable] has the SQL of payments.
/// Every change writes its event in the same statement.
final class SourceTable {
    static final String COLUMNS = """
               merchant_id, kind, id, number, reference_id, counterparty_id, currency, total_amount, item_count, note,
               fee_bearer, as_payment_link, due_date, status, version, paid_at, cancel_requested_at, created_at,
               updated_at
        """;

    /// The columns that a change returns, and the end of its statement, which writes the event and returns the
    /// source.
    private static final String CHANGED = SourceEventTable.event("status", "updated_at") + COLUMNS;

    private static final String LOG = SourceEventTable.LOGGED + "select\n" + COLUMNS + "from changed";

    /// Inserts nothing when the merchant has no such counterparty.
    private static final String INSERT =
            """
            with changed as (
            insert into source (merchant_id, kind, number, reference_id, counterparty_id, currency, total_amount,
                                item_count, note, fee_bearer, as_payment_link, due_date, status, version,
                                created_at, updated_at)
            select :merchant, :kind, :number_start || lpad(number.next, greatest(5, length(number.next)), '0'),
                   :reference_id, :counterparty, :currency, 0, 0, :note, :fee_bearer, :as_payment_link,
                   cast(:due_date as timestamptz), 'IDLE', 1, cast(:at as timestamptz), cast(:at as timestamptz)
              from counterparty,
                   lateral (select cast(nextval(cast(:sequence as regclass)) as text) as next) as number
             where merchant_id = :merchant and id = :counterparty
            returning %s)
            """.formatted(SourceEventTable.event("cast(null as text)", "updated_at") + COLUMNS) + LOG;

    private static final String FIND =
            "select " + COLUMNS + "from source where merchant_id = :merchant and kind = :kind and id = :id";

    /// Locks the row until the transaction ends, so that a decision based on it is still right when it is
    /// written. Every transaction that edits takes this lock first. Only an idempotency key is locked before.
    private static final String LOCK = FIND + " for no key update";

    private static final String FIND_BY_NUMBER =
            "select " + COLUMNS + "from source where merchant_id = :merchant and kind = :kind and number = :number";

    private static final String LIST = "select " + COLUMNS + """
          from source
         where merchant_id = :merchant and kind = :kind and id > :after
           and (cast(:currency as text) is null or currency = :currency)
           and (cast(:status as text) is null or status = :status)
         order by id
         limit :limit
        """;

    /// Names the statuses it leaves: a row that moved meanwhile is not overwritten. Cancels many sources at
    /// once, locks them in one order and skips those that another transaction has locked: a cancel never waits
    /// because of another merchant's source. `prior_status` keeps the status that the row had when it was
    /// locked; no other way to return it works on every supported PostgreSQL.
    private static final String CANCEL_TOGETHER = """
        with asked as (
        select asked_merchant, asked_id, actor, request_id, nullif(reason, '') as reason
          from unnest(cast(:merchants as bigint[]), cast(:ids as bigint[]), cast(:actors as text[]),
                      cast(:request_ids as text[]), cast(:reasons as text[]))
               as asked (asked_merchant, asked_id, actor, request_id, reason)),
        held as (
        select asked_merchant, asked_id, actor, request_id, reason
          from source
          join asked on merchant_id = asked_merchant and id = asked_id
         where kind = :kind and status in ('IDLE', 'ACTIVE')
         order by merchant_id, id
           for no key update of source skip locked),
        changed as (
        update source
           set prior_status = status, status = 'CANCELED', version = version + 1,
               updated_at = greatest(updated_at, :at)
          from held
         where merchant_id = asked_merchant and id = asked_id and kind = :kind and status in ('IDLE', 'ACTIVE')
        returning 'CANCELED' as type, prior_status as from_status, updated_at as at, actor, request_id,
                  reason, %2$s, %1$s)
        %3$s
        select %1$s
          from changed
        """.formatted(COLUMNS, FeedEntries.NUMBER, SourceEventTable.LOGGED);

    /// The same for one source that another transaction has locked: waits for the lock.
    private static final String CANCEL_ALONE = CANCEL_TOGETHER.replace(" skip locked", "");

    private static final String PUBLISH =
            """
            with changed as (
            update source
               set prior_status = status, status = 'ACTIVE', version = version + 1,
                   updated_at = greatest(updated_at, :at)
             where merchant_id = :merchant and kind = :kind and id = :id and status = 'IDLE' and item_count > 0
            returning %s)
            """.formatted(SourceEventTable.event("prior_status", "updated_at") + COLUMNS) + LOG;

    private static final String EDIT = """
        with changed as (
        update source
           set reference_id = case when :sets_reference_id then :reference_id else reference_id end,
               note = coalesce(:note, note), fee_bearer = coalesce(:fee_bearer, fee_bearer),
               due_date = case when :sets_due_date then cast(:due_date as timestamptz) else due_date end,
               version = version + 1, updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and kind = :kind and id = :id and status = 'IDLE'
        returning %s)
        """.formatted(CHANGED) + LOG;

    /// Adds differences. A total computed from the items would miss items that other transactions are adding.
    private static final String ADJUST_ITEMS = """
        with changed as (
        update source
           set total_amount = total_amount + :amount, item_count = item_count + :items,
               version = version + 1, updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and kind = :kind and id = :id and status = 'IDLE'
        returning %s)
        """.formatted(CHANGED) + LOG;

    private SourceTable() {}

    static Optional<Source> insert(
            Handle tx, Caller.ByCredential caller, SourceKind kind, Sources.Draft draft, Instant at) {
        var query = tx.createQuery(INSERT)
                .bind("merchant", caller.merchant())
                .bind("kind", kind.name())
                .bind(
                        "number_start",
                        kind.prefix() + "-" + at.atOffset(ZoneOffset.UTC).getYear() + "-")
                .bind("sequence", kind.sequence())
                .bind("reference_id", draft.referenceId())
                .bind("counterparty", draft.counterpartyId())
                .bind("currency", draft.currency().getCode())
                .bind("note", draft.note())
                .bind("fee_bearer", draft.feeBearer().name())
                .bind("as_payment_link", draft.asPaymentLink())
                .bind("due_date", exact(draft.dueDate()))
                .bind("at", at);
        return event(query, EventType.CREATED, Actor.of(caller))
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Source> find(Handle tx, MerchantId merchant, SourceKind kind, SourceId id) {
        return tx.createQuery(FIND)
                .bind("merchant", merchant)
                .bind("kind", kind.name())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Source> lock(Handle tx, MerchantId merchant, SourceKind kind, SourceId id) {
        return tx.createQuery(LOCK)
                .bind("merchant", merchant)
                .bind("kind", kind.name())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<Source> findByNumber(Handle tx, MerchantId merchant, SourceKind kind, String number) {
        return tx.createQuery(FIND_BY_NUMBER)
                .bind("merchant", merchant)
                .bind("kind", kind.name())
                .bind("number", number)
                .map((row, context) -> read(row))
                .findOne();
    }

    static ResultIterable<Source> list(
            Handle tx,
            MerchantId merchant,
            SourceKind kind,
            Optional<CurrencyUnit> currency,
            Optional<SourceStatus> status,
            Listing<Source> listing) {
        return tx.createQuery(LIST)
                .bind("merchant", merchant)
                .bind("kind", kind.name())
                .bind("currency", currency.map(CurrencyUnit::getCode))
                .bind("status", status.map(Enum::name))
                .setFetchSize(Database.ROWS_AT_ONCE)
                .bind("after", listing.after())
                .bind("limit", listing.fetch())
                .map((row, context) -> read(row));
    }

    /// Returns the sources that it canceled. A source is missing when it does not exist, when its status does
    /// not allow a cancel, or when another transaction has locked it. No two wishes may name the same source.
    static Map<Cancels.Key, Source> cancelTogether(Handle tx, SourceKind kind, List<Cancels.Wish> wishes, Instant at) {
        return cancel(tx.createQuery(CANCEL_TOGETHER), kind, wishes, at);
    }

    /// The same for one wish; waits for a transaction that has locked its source.
    static Optional<Source> cancelAlone(Handle tx, SourceKind kind, Cancels.Wish wish, Instant at) {
        return Optional.ofNullable(
                cancel(tx.createQuery(CANCEL_ALONE), kind, List.of(wish), at).get(wish.key()));
    }

    private static Map<Cancels.Key, Source> cancel(
            Query query, SourceKind kind, List<Cancels.Wish> wishes, Instant at) {
        var rows = query.bind("kind", kind.name())
                .bind("at", at)
                .bindArray(
                        "merchants",
                        Long.class,
                        each(wishes, wish -> wish.key().merchant().value()))
                .bindArray(
                        "ids", Long.class, each(wishes, wish -> wish.key().id().value()))
                .bindArray(
                        "actors",
                        String.class,
                        each(wishes, wish -> wish.actor().name()))
                .bindArray(
                        "request_ids",
                        String.class,
                        each(wishes, wish -> wish.actor().requestId()))
                .bindArray(
                        "reasons",
                        String.class,
                        each(wishes, wish -> wish.reason().orElse("")))
                .map((row, context) -> read(row));
        return rows.collectToMap(Cancels.Key::of, canceled -> canceled);
    }

    private static <T> List<T> each(List<Cancels.Wish> wishes, Function<Cancels.Wish, T> value) {
        return wishes.stream().map(value).toList();
    }

    static Source publish(Handle tx, Actor actor, Source source, Instant at) {
        return changed(change(tx.createQuery(PUBLISH), EventType.PUBLISHED, actor, source, at));
    }

    static Source edit(Handle tx, Actor actor, Source source, Sources.Change change, Instant at) {
        return changed(change(tx.createQuery(EDIT), EventType.UPDATED, actor, source, at)
                .bind("sets_reference_id", change.referenceId().changes())
                .bind("reference_id", change.referenceId().value())
                .bind("note", change.note())
                .bind("fee_bearer", change.feeBearer().map(Enum::name))
                .bind("sets_due_date", change.dueDate().changes())
                .bind("due_date", exact(change.dueDate().value())));
    }

    static Source adjustItems(
            Handle tx, Actor actor, Source source, EventType type, BigDecimal amount, int items, Instant at) {
        return changed(change(tx.createQuery(ADJUST_ITEMS), type, actor, source, at)
                .bind("amount", amount)
                .bind("items", items));
    }

    /// Of a held source.
    private static Query change(Query query, EventType type, Actor actor, Source source, Instant at) {
        return event(query, type, actor)
                .bind("merchant", source.merchant())
                .bind("kind", source.kind().name())
                .bind("id", source.id())
                .bind("at", at);
    }

    private static Query event(Query query, EventType type, Actor actor) {
        return query.bind("type", type.name())
                .bind("actor", actor.name())
                .bind("request_id", actor.requestId())
                .bind("reason", Optional.empty());
    }

    private static Source changed(Query query) {
        return query.map((row, context) -> read(row)).one();
    }

    /// Bound as text: JDBI would bind an instant as a type that uses another calendar before 1582.
    private static Optional<String> exact(Optional<Instant> moment) {
        return moment.map(Instant::toString);
    }

    static Source read(ResultSet row) throws SQLException {
        return new Source(
                Columns.id(row, "merchant_id", MerchantId::new),
                SourceKind.valueOf(row.getString("kind")),
                Columns.id(row, "id", SourceId::new),
                row.getString("number"),
                Columns.text(row, "reference_id"),
                Columns.id(row, "counterparty_id", CounterpartyId::new),
                Money.of(CurrencyUnit.of(row.getString("currency")), row.getBigDecimal("total_amount")),
                row.getInt("item_count"),
                row.getString("note"),
                FeeBearer.valueOf(row.getString("fee_bearer")),
                row.getBoolean("as_payment_link"),
                Columns.optionalInstant(row, "due_date"),
                SourceStatus.valueOf(row.getString("status")),
                row.getInt("version"),
                Columns.optionalInstant(row, "paid_at"),
                Columns.optionalInstant(row, "cancel_requested_at"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
