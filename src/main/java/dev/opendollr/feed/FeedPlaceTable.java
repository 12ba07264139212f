package dev.opendollr.feed;

import org.jdbi.v3.core.Handle;

/// The SQL of table `feed_place`: which history of a database the numbers of the feed belong to.
final class FeedPlaceTable {
    /// A place consists of the cluster, the database in it, the timeline (new after each failover and
    /// recovery), the table (new after a dump is restored), and the start of PostgreSQL (before which its files
    /// may have been restored).
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

    /// More numbers than a lost history can have given out without a trace in this database.
    private static final long FAR = 1L << 40;

    private static final String JUMP = """
        select setval('feed_id', (last_value / :far + 1) * :far)
          from feed_id
        """;

    private FeedPlaceTable() {}

    /// Whether the database is at another place than before. If so, the numbers continue far ahead. A
    /// concurrent transaction waits for the first one.
    static boolean arrive(Handle tx) {
        boolean isElsewhere = tx.execute(ARRIVE) > 0;
        if (isElsewhere) {
            var _ = tx.createQuery(JUMP).bind("far", FAR).mapTo(Long.class).one();
        }
        return isElsewhere;
    }
}
