package dev.opendollr.testing;

import org.jdbi.v3.core.Jdbi;

/// Counts the sessions of a database that wait for a lock. With it a test can control which transactions
/// collide.
public final class LockWaits {
    private static final String WAITING = """
        select count(distinct pid)
          from pg_locks
          join pg_stat_activity using (pid)
         where not granted and datname = current_database()
        """;

    private LockWaits() {}

    public static void isReached(Jdbi owner, int sessions) {
        Eventually.isTrue(sessions + " sessions wait for a lock", () -> count(owner) == sessions);
    }

    public static long count(Jdbi owner) {
        return owner.withHandle(
                handle -> handle.createQuery(WAITING).mapTo(Long.class).one());
    }
}
