package dev.opendollr.feed;

import org.jdbi.v3.core.Handle;

/// The SQL of table `feed_place`: which history of a database the numbers of the feed belong to.
final class FeedPlaceTable {
    /// The cluster, the database in it, the timeline, which is another one after each failover and recovery, the
    /// table, which is another one when a dump is put back, and the start of PostgreSQL, before which its files may
    /// have been put back.
    private static final String ARRIVE = """
        update feed_place
           set place = here.place
          from (select concat_ws('/', system_identifier,
                                 (select oid from pg_database where datname = current_database()),
                                 left(pg_walfile_name(pg_current_wal_lsn()), 8),
                                 cast('feed' as regclass)::oid,
                                 extract(epoch from pg_postmaster_start_time())) as place
                  from pg_control_system()) as here
         where feed_place.place <> here.place
        """;

    /// More than any history can have given out that this one does not know of.
    private static final long FAR = 1L << 40;

    private static final String JUMP = """
        select setval('feed_id', (last_value / :far + 1) * :far)
          from feed_id
        """;

    private FeedPlaceTable() {}

    /// Whether the database is at another place than it was. Then numbers go on far ahead. Whoever comes at the same
    /// moment waits for the first.
    static boolean arrive(Handle tx) {
        boolean isElsewhere = tx.execute(ARRIVE) > 0;
        if (isElsewhere) {
            var _ = tx.createQuery(JUMP).bind("far", FAR).mapTo(Long.class).one();
        }
        return isElsewhere;
    }
}
