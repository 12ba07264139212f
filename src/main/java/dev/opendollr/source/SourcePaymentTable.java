package dev.opendollr.source;

import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.source.HistoryEntry.EventType;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The SQL by which payments change table `source`, for both kinds. Each change writes its event in the same
/// statement.
final class SourcePaymentTable {
    private static final String FIND =
            "select " + SourceTable.COLUMNS + "from source where merchant_id = :merchant and id = :id";

    private static final String LOCK = FIND + " for no key update";

    private static final String LOG = SourceEventTable.LOGGED + "select\n";

    /// The columns of the source that its event needs.
    private static final String MOVED = "merchant_id, kind, id, version, status\n";

    /// Names the status it leaves: the status that the source had when it was locked.
    private static final String MOVE =
            """
            with changed as (
            update source
               set prior_status = status, status = :to, version = version + 1,
                   paid_at = case when :to = 'PAID' then cast(:at as timestamptz) end,
                   updated_at = greatest(updated_at, :at)
             where merchant_id = :merchant and id = :id and status = :from and version = :version
            returning %s)
            """.formatted(SourceEventTable.event("prior_status", "updated_at") + MOVED) + LOG + MOVED + "from changed";

    /// Records only the first request. A row with a recorded request is not changed.
    private static final String REQUEST_CANCEL =
            """
            with changed as (
            update source
               set cancel_requested_at = :at, version = version + 1, updated_at = greatest(updated_at, :at)
             where merchant_id = :merchant and id = :id and status = 'PROCESSING' and cancel_requested_at is null
               and version = :version
            returning %s)
            """.formatted(SourceEventTable.event("status", "updated_at") + MOVED) + LOG + MOVED + "from changed";

    private static final String LATEST = """
        greatest(updated_at, :at, (select max(past.at)
                                     from source_event as past
                                    where past.merchant_id = :merchant and past.source_id = :id))\
        """;

    /// Does not change `updated_at` of a source in a final status, so that a repeated cancel gets the same
    /// answer.
    private static final String NOTE = """
        with changed as (
        update source
           set version = version + 1,
               updated_at = case when status in ('PAID', 'CANCELED') then updated_at
                                 else greatest(updated_at, :at) end
         where merchant_id = :merchant and id = :id and version = :version
        returning %s)
        """.formatted(SourceEventTable.event("status", LATEST) + SourceTable.COLUMNS)
            + LOG
            + SourceTable.COLUMNS
            + "from changed";

    private SourcePaymentTable() {}

    static Optional<Source> find(Handle handle, MerchantId merchant, SourceId id) {
        return one(handle, FIND, merchant, id);
    }

    static Optional<Source> lock(Handle tx, MerchantId merchant, SourceId id) {
        return one(tx, LOCK, merchant, id);
    }

    private static Optional<Source> one(Handle handle, String sql, MerchantId merchant, SourceId id) {
        return handle.createQuery(sql)
                .bind("merchant", merchant)
                .bind("id", id)
                .map((row, context) -> SourceTable.read(row))
                .findOne();
    }

    static void move(
            Handle tx,
            Actor actor,
            Source source,
            SourceStatus to,
            EventType type,
            Optional<String> reason,
            Instant at) {
        change(
                        tx.createQuery(MOVE)
                                .bind("to", to.name())
                                .bind("from", source.status().name()),
                        actor,
                        source,
                        type)
                .bind("reason", HistoryEntry.reason(reason))
                .bind("at", at)
                .map((row, context) -> row.getInt("version"))
                .one();
    }

    static void requestCancel(Handle tx, Actor actor, Source source, Optional<String> reason, Instant at) {
        change(tx.createQuery(REQUEST_CANCEL), actor, source, EventType.CANCEL_REQUESTED)
                .bind("reason", HistoryEntry.reason(reason))
                .bind("at", at)
                .map((row, context) -> row.getInt("version"))
                .one();
    }

    static Source note(Handle tx, Actor actor, Source source, EventType type, Optional<String> reason, Instant at) {
        return change(tx.createQuery(NOTE), actor, source, type)
                .bind("reason", HistoryEntry.reason(reason))
                .bind("at", at)
                .map((row, context) -> SourceTable.read(row))
                .one();
    }

    private static Query change(Query query, Actor actor, Source source, EventType type) {
        return query.bind("merchant", source.merchant())
                .bind("id", source.id())
                .bind("version", source.version())
                .bind("type", type.name())
                .bind("actor", actor.name())
                .bind("request_id", actor.requestId());
    }
}
