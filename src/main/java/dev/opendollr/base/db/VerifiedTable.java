package dev.opendollr.base.db;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of table `verified`: up to which transaction everything was checked and held.
final class VerifiedTable {
    /// The horizon. All transactions with a lower number have ended, and every later check sees what they
    /// wrote.
    private static final String HERE = """
        select cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as horizon,
               (select cast(system_identifier as text) from pg_control_system())
               || '/' || (select cast(oid as text) from pg_database where datname = current_database()) as place
        """;

    /// Numbers further apart than this cannot be compared with those in rows.
    private static final long DISTANCE_MAX = 2_000_000_000;

    private static final String FIND = """
        select cast(horizon as text)
          from verified
         where place = :place and rules = :rules
           and cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as numeric)
               - cast(cast(horizon as text) as numeric) between 0 and :distance_max
        """;

    private static final String KEEP = """
        insert into verified (horizon, place, rules)
        values (cast(:horizon as xid8), :place, :rules)
            on conflict (the_only_row)
            do update set horizon = excluded.horizon, place = excluded.place, rules = excluded.rules
        """;

    private VerifiedTable() {}

    /// A transaction number, and the cluster and the database for which it is valid.
    record Mark(String horizon, String place) {}

    static Mark here(Handle handle) {
        return handle.createQuery(HERE)
                .map((row, context) -> new Mark(row.getString("horizon"), row.getString("place")))
                .one();
    }

    /// The horizon of the last check, if it is valid at `here` and for these rules.
    static Optional<String> find(Handle handle, Mark here, String rules) {
        return handle.createQuery(FIND)
                .bind("place", here.place())
                .bind("rules", rules)
                .bind("distance_max", DISTANCE_MAX)
                .mapTo(String.class)
                .findOne();
    }

    static void keep(Handle handle, Mark mark, String rules) {
        var _ = handle.createUpdate(KEEP)
                .bind("horizon", mark.horizon())
                .bind("place", mark.place())
                .bind("rules", rules)
                .execute();
    }
}
