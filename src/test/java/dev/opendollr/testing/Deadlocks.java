package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Jdbi;

/// Transactions that waited for each other in a circle. The server tries again, so nobody sees them but PostgreSQL.
public final class Deadlocks {
    private static final String OTHERS = """
        select count(*)
          from pg_stat_activity
         where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
        """;

    private static final String COUNT = "select deadlocks from pg_stat_database where datname = current_database()";

    private Deadlocks() {}

    /// Call it when all connections are closed: a session tells at its end, at the latest, what it has counted.
    public static void checkNone(Jdbi owner) {
        Eventually.isTrue("all sessions of the database have ended", () -> number(owner, OTHERS) == 0);
        assertThat(number(owner, COUNT)).as("deadlocks").isZero();
    }

    private static long number(Jdbi owner, String sql) {
        return owner.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
