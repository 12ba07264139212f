package dev.opendollr.source;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.feed.FeedEntries;
import dev.opendollr.source.HistoryEntry.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// The SQL of table `source_event`. The statements of [SourceTable] and [SourcePaymentTable] insert its rows
/// together with the change.
final class SourceEventTable {
    /// Follows a table expression `changed` that returns [SourceTable#COLUMNS] and [#event]. Writes the event
    /// and its entry in the feed.
    static final String LOGGED = """
        , logged as (
        insert into source_event (merchant_id, source_id, version, type, from_status, to_status,
                                  at, actor, request_id, reason, feed_id)
        select merchant_id, id, version, type, from_status, status, at, actor, request_id, reason, feed_id
          from changed)
        """ + FeedEntries.TOLD;

    private static final String LIST = """
        select version, type, from_status, to_status, at, actor, request_id, reason
          from source_event
         where merchant_id = :merchant and source_id = :source and version > :after
         order by version
         limit :limit
        """;

    private SourceEventTable() {}

    /// The columns of the event that `changed` returns. `fromStatus` is the status that the source leaves, `at`
    /// the time of the change.
    static String event(String fromStatus, String at) {
        return """
                   cast(:type as text) as type, %s as from_status, %s as at,
                   cast(:actor as text) as actor, cast(:request_id as text) as request_id,
                   cast(:reason as text) as reason, %s,
            """.formatted(fromStatus, at, FeedEntries.NUMBER);
    }

    static ResultIterable<HistoryEntry> list(Handle tx, Source source, Listing<HistoryEntry> listing) {
        return tx.createQuery(LIST)
                .bind("merchant", source.merchant())
                .bind("source", source.id())
                .setFetchSize(Database.ROWS_AT_ONCE)
                .bind("after", listing.after())
                .bind("limit", listing.fetch())
                .map((row, context) -> read(row));
    }

    private static HistoryEntry read(ResultSet row) throws SQLException {
        return new HistoryEntry(
                row.getInt("version"),
                EventType.valueOf(row.getString("type")),
                Columns.text(row, "from_status").map(SourceStatus::valueOf),
                SourceStatus.valueOf(row.getString("to_status")),
                Columns.instant(row, "at"),
                row.getString("actor"),
                row.getString("request_id"),
                Columns.text(row, "reason"));
    }
}
