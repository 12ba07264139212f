package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Jdbi;

/// Checks for deadlocks. The server repeats a deadlocked transaction, so only the counter of PostgreSQL shows
/// them.
public final class Deadlocks {
    private static final String OTHERS = """
        select count(*)
          from pg_stat_activity
         where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
        """;

    private static final String COUNT = "select deadlocks from pg_stat_database where datname = current_database()";

    private Deadlocks() {}

    /// Must be called after all connections were closed: a session reports its counts at its end at the latest.
    public static void checkNone(Jdbi owner) {
        Eventually.isTrue("all sessions of the database have ended", () -> number(owner, OTHERS) == 0);
        assertThat(number(owner, COUNT)).as("deadlocks").isZero();
    }

    private static long number(Jdbi owner, String sql) {
        return owner.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
