package dev.opendollr.base.db;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to do about a failed piece of database work, read from its SQLSTATE.
enum SqlFailure {
    /// Serialization failure or deadlock: nothing happened, and the same work may succeed now.
    REPEAT,
    /// PostgreSQL is overloaded, or the work exceeded the time limits of its session; nothing happened.
    BUSY,
    /// PostgreSQL has no room left on its disk; nothing happened.
    FULL,
    /// PostgreSQL cannot be reached or is stopping. Whether the work was committed is unknown.
    AWAY,
    /// A statement is wrong, or it violates a constraint of the schema.
    BUG;

    private static final Set<String> REPEATABLE = Set.of("40001", "40P01");
    /// Too many connections; out of memory or beyond a limit of the configuration; lock and statement timeouts; idle
    /// transaction ended.
    private static final Set<String> OVERLOADED = Set.of("53300", "53200", "53400", "55P03", "57014", "25P03");
    /// Insufficient resources in general, and a full disk.
    private static final Set<String> NO_ROOM = Set.of("53000", "53100");
    /// The server turned read-only, as after a failover.
    private static final String READ_ONLY = "25006";

    static SqlFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return AWAY;
            }
            if (cause instanceof SQLException sql) {
                return ofState(sql.getSQLState());
            }
        }
        return BUG;
    }

    private static SqlFailure ofState(@Nullable String state) {
        if (state == null) {
            return BUG;
        }
        if (REPEATABLE.contains(state)) {
            return REPEAT;
        }
        if (OVERLOADED.contains(state)) {
            return BUSY;
        }
        if (NO_ROOM.contains(state)) {
            return FULL;
        }
        return state.startsWith("08") || state.startsWith("57P") || state.equals(READ_ONLY) ? AWAY : BUG;
    }
}
