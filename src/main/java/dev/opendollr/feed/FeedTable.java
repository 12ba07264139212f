package dev.opendollr.feed;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// The SQL that reads table `feed` and deletes from it. [FeedEntries] writes it.
final class FeedTable {
    /// The number that was given out last, whether its transaction has ended or not.
    private static final String ISSUED = """
        select case when is_called then last_value else 0 end as issued,
               concat_ws('/', extract(epoch from pg_postmaster_start_time()),
                         (select oid from pg_database where datname = current_database()),
                         cast('feed' as regclass)::oid) as server
          from feed_id
        """;

    /// The upper end of a snapshot lies directly after the last transaction that has ended; others may have
    /// begun since. Ages count from the next transaction to begin.
    private static final String RUNNING = """
        select cast(cast(pg_snapshot_xmin(snapshot) as text) as bigint) as oldest_running,
               cast(cast(pg_snapshot_xmax(snapshot) as text) as bigint) + age(xid(pg_snapshot_xmax(snapshot)))
                   as next_transaction
          from pg_current_snapshot() as snapshot
        """;

    private static final String LIST = """
        select feed.id, kind, object_id, feed.version, type, at, execution.reference_id
          from feed
          left join execution on execution.merchant_id = feed.merchant_id and execution.id = object_id
                             and kind not in ('ORDER', 'INVOICE')
         where feed.merchant_id = :merchant and feed.id > :after and feed.id <= :end
         order by feed.id
         limit :limit
        """;

    /// Places in the two lists, counted from 1.
    private static final String WITH_NEWS = """
        select place
          from unnest(cast(:merchants as bigint[]), cast(:read as bigint[])) with ordinality
               as waiting (merchant, read_up_to, place)
         where exists (select 1
                         from feed
                        where merchant_id = merchant and id > read_up_to and id <= :end)
        """;

    /// Goes through the merchants, so that the only index is used.
    private static final String DELETE = """
        delete from feed
         using (select old.merchant_id, old.id
                  from merchant
                 cross join lateral (select merchant_id, id
                                       from feed
                                      where merchant_id = merchant.id and feed.id <= :upto
                                      order by feed.id
                                      limit :limit) as old
                 limit :limit) as oldest
         where feed.merchant_id = oldest.merchant_id and feed.id = oldest.id
        """;

    private FeedTable() {}

    /// @param server another one for another server, database, table or start of the server
    record Issued(long number, String server) {}

    static Issued issued(Handle handle) {
        return handle.createQuery(ISSUED)
                .map((row, context) -> new Issued(row.getLong("issued"), row.getString("server")))
                .one();
    }

    static Horizon.Running running(Handle handle) {
        return handle.createQuery(RUNNING)
                .map((row, context) ->
                        new Horizon.Running(row.getLong("oldest_running"), row.getLong("next_transaction")))
                .one();
    }

    /// The entries above `after` and up to `end`.
    static ResultIterable<Event> list(Handle tx, MerchantId merchant, long after, long end, int limit) {
        return tx.createQuery(LIST)
                .bind("merchant", merchant)
                .setFetchSize(Database.ROWS_AT_ONCE)
                .bind("after", after)
                .bind("end", end)
                .bind("limit", limit)
                .map((row, context) -> read(row));
    }

    /// The waiters for whose merchant there is an entry up to `end`.
    static List<FeedWatch.Waiter> withNews(Handle handle, List<FeedWatch.Waiter> waiting, long end) {
        return handle.createQuery(WITH_NEWS)
                .bindArray(
                        "merchants",
                        Long.class,
                        waiting.stream()
                                .map(waiter -> waiter.merchant().value())
                                .toList())
                .bindArray(
                        "read",
                        Long.class,
                        waiting.stream().map(FeedWatch.Waiter::place).toList())
                .bind("end", end)
                .mapTo(Integer.class)
                .map(place -> waiting.get(place - 1))
                .list();
    }

    /// Deletes at most `limit` entries up to `upto`. Returns how many.
    static int delete(Handle handle, long upto, int limit) {
        return handle.createUpdate(DELETE)
                .bind("upto", upto)
                .bind("limit", limit)
                .execute();
    }

    private static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("id"),
                ChangedKind.valueOf(row.getString("kind")),
                row.getLong("object_id"),
                row.getInt("version"),
                row.getString("type"),
                Columns.instant(row, "at"),
                Optional.ofNullable(row.getObject("reference_id", UUID.class)));
    }
}
