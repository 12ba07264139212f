package dev.opendollr.source;

import dev.opendollr.db.Columns;
import dev.opendollr.db.Database;
import dev.opendollr.db.Listing;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.source.HistoryEntry.EventType;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// Reads table `source_event`; [SourceTable] alone writes it, together with the change.
final class SourceEventTable {
    private static final String LIST = """
        select version, type, from_status, to_status, at, actor, request_id, reason
          from source_event
         where merchant_id = :merchant and source_id = :source and version > :after
         order by version
         limit :limit
        """;

    private SourceEventTable() {}

    static ResultIterable<HistoryEntry> list(
            Handle tx, MerchantId merchant, long source, Listing<HistoryEntry> listing) {
        return tx.createQuery(LIST)
                .bind("merchant", merchant.value())
                .bind("source", source)
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
