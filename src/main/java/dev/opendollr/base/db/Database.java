package dev.opendollr.base.db;

import static org.jdbi.v3.core.transaction.TransactionIsolationLevel.REPEATABLE_READ;

import com.zaxxer.hikari.HikariDataSource;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.base.problem.ServiceReason;
import dev.opendollr.base.work.Admission;
import dev.opendollr.base.work.Computing;
import dev.opendollr.base.work.LanePlaces;
import dev.opendollr.base.work.OnBehalf;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The access to PostgreSQL: limited, fair, and with a clear answer when PostgreSQL is unavailable.
///
/// The connection pool hands connections out unfairly under virtual threads. So callers queue for as many
/// places as the pool has connections, shared as in [LanePlaces]. A caller that waits longer than [#WAIT_MAX]
/// is told that the service is overloaded.
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS_MAX = 5;
    /// Callers of one merchant that may wait for a connection. Beyond that the answer is 503 at once, so that
    /// the queue does not grow without limit.
    private static final int WAITING_MAX = 256;

    private static final Duration WAIT_MAX = Duration.ofSeconds(2);

    /// Rows of a list that are fetched into memory at once.
    public static final int ROWS_AT_ONCE = 100;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Jdbi sessions;
    private final Jdbi patient;
    private final LanePlaces places;
    private final Boundaries boundaries;
    private final DiskSpace space;

    /// Is told of each point where a process could die or another transaction could run in between. Only a
    /// simulation uses it.
    interface Boundaries {
        /// All statements of a transaction have run, and nothing is committed.
        void beforeCommit();

        /// A transaction or a single statement has ended, and no other has begun.
        void between();
    }

    private static final Boundaries UNWATCHED = new Boundaries() {
        @Override
        public void beforeCommit() {}

        @Override
        public void between() {}
    };

    public Database(DatabaseAccess access, int connections) {
        this(access, connections, UNWATCHED);
    }

    Database(DatabaseAccess access, int connections, Boundaries boundaries) {
        this.boundaries = boundaries;
        pool = access.pool(connections);
        jdbi = Jdbi.create(pool);
        // Bound values are our merchants' data and must not reach a log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        jdbi.registerArgument(new IdArguments());
        jdbi.registerArrayType(Long.class, "bigint");
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(BigDecimal.class, "numeric");
        sessions = access.sessions();
        space = new DiskSpace(sessions);
        patient = access.patientSessions();
        places = new LanePlaces(connections, WAITING_MAX);
    }

    /// The data of `merchant`, for work on its behalf.
    public Reach.OfMerchant of(MerchantId merchant) {
        return new Reach.OfMerchant(this, merchant);
    }

    /// The data of all merchants, and data that belongs to none. ARCHITECTURE lists the code that uses it.
    public Reach.Everywhere everywhere() {
        return new Reach.Everywhere(this);
    }

    <T> T transact(Function<Handle, T> work) {
        return retrying(() -> jdbi.inTransaction(tx -> {
            T result = work.apply(tx);
            boundaries.beforeCommit();
            return result;
        }));
    }

    <T> T snapshot(Function<Handle, T> reads) {
        return retrying(() -> jdbi.inTransaction(REPEATABLE_READ, reads::apply));
    }

    <T> T single(Function<Handle, T> statement) {
        return retrying(() -> jdbi.withHandle(statement::apply));
    }

    <T> T session(Function<Handle, T> work) {
        return single(work);
    }

    <T> void list(Listing<T> listing, Function<Handle, ResultIterable<T>> statement) {
        int _ = retrying(() -> jdbi.inTransaction(tx -> {
            listing.begin();
            int count = 0;
            try (var rows = statement.apply(tx).iterator()) {
                while (rows.hasNext() && listing.take(rows.next())) {
                    count++;
                }
            }
            return count;
        }));
    }

    /// Sessions outside the pool, for what may take its time.
    public Jdbi patient() {
        return patient;
    }

    /// Whether PostgreSQL answers now and has disk space, and whether the pool is connected again: after a long
    /// outage the pool tries only every few seconds. PostgreSQL is asked outside the pool, since the pool would
    /// wait for it to come back.
    public boolean answers() {
        try {
            int answer = sessions.withHandle(handle ->
                    handle.createQuery("select 1").mapTo(Integer.class).one());
            return answer == 1 && pool.getHikariPoolMXBean().getTotalConnections() > 0 && space.isThere();
        } catch (JdbiException away) {
            return false;
        }
    }

    /// Connections that the pool has open now.
    public int connections() {
        return pool.getHikariPoolMXBean().getTotalConnections();
    }

    /// Callers that hold or wait for a connection.
    public int busy() {
        return places.busy();
    }

    /// Callers that hold a connection.
    public int held() {
        return places.held();
    }

    /// Callers that wait for a connection.
    public int waiting() {
        return places.waiting();
    }

    /// Callers that got no connection, since the start.
    public long refused() {
        return places.refused();
    }

    @Override
    public void close() {
        pool.close();
    }

    private <T> T retrying(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return admitted(work);
            } catch (JdbiException failure) {
                switch (SqlFailure.of(failure)) {
                    case REPEAT -> {
                        if (attempt == ATTEMPTS_MAX) {
                            throw unavailable(new ServiceReason.DatabaseBusy(), failure);
                        }
                    }
                    case BUSY -> throw unavailable(new ServiceReason.DatabaseBusy(), failure);
                    case FULL -> throw space.missing();
                    case AWAY -> {
                        // Other connections of the pool broke at the same moment. The pool does not test
                        // connections that were used just now.
                        pool.getHikariPoolMXBean().softEvictConnections();
                        throw unavailable(new ServiceReason.DatabaseAway(), failure);
                    }
                    case BUG -> throw failure;
                }
            }
        }
    }

    private <T> T admitted(Supplier<T> work) {
        var lane = OnBehalf.current();
        Computing.end();
        Admission.orRefuse(() -> places.enter(lane, WAIT_MAX), new ServiceReason.TooManyWaitForDatabase());
        try {
            return work.get();
        } finally {
            places.leave(lane);
            boundaries.between();
        }
    }

    private static ProblemException unavailable(Reason why, JdbiException failure) {
        LOG.atWarn()
                .setCause(failure)
                .log("the database cannot serve: " + why.getClass().getSimpleName());
        return new ProblemException(new Unavailable(why));
    }
}
