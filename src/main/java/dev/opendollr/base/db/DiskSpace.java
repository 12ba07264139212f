package dev.opendollr.base.db;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.ServiceReason;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the disk of PostgreSQL has room. Room is assumed until a write finds none. From then on each
/// question is answered by a trial write, until there is room again. Each change is logged once.
final class DiskSpace {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    /// A temporary table of some pages, which disappears with the transaction.
    private static final String TAKE_SOME = """
        create temporary table room_to_write on commit drop as
        select number, repeat('x', 1000) as filling
          from generate_series(1, 200) as number
        """;

    private final Jdbi sessions;
    private final AtomicBoolean isFull = new AtomicBoolean();

    DiskSpace(Jdbi sessions) {
        this.sessions = sessions;
    }

    /// Records that a write found no room. Returns what to tell its caller.
    ProblemException missing() {
        if (isFull.compareAndSet(false, true)) {
            LOG.error("The disk of the database is full: nothing can be written until space is freed on it");
        }
        return new ProblemException(new Unavailable(new ServiceReason.DatabaseFull()));
    }

    boolean isThere() {
        if (isFull.get() && hasRoom() && isFull.compareAndSet(true, false)) {
            LOG.warn("The disk of the database has room again");
        }
        return !isFull.get();
    }

    /// A role that may not create temporary tables cannot try this. Then room is assumed, and the next write
    /// shows the truth.
    private boolean hasRoom() {
        try {
            return sessions.inTransaction(tx -> {
                var _ = tx.execute(TAKE_SOME);
                return true;
            });
        } catch (JdbiException failure) {
            return SqlFailure.of(failure) == SqlFailure.BUG;
        }
    }
}
