package dev.opendollr.execution;

import static dev.opendollr.execution.DueExecutionTable.CLAIMED_MAX;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.work.Worker;
import dev.opendollr.execution.Clocks.Lease;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.Callbacks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Settles open executions: asks their gateways again and again until they report the outcome. Any number of
/// processes can do this at the same time.
///
/// The due executions stand in the database, so a crash loses none; this class only polls. A callback is never
/// believed: it only makes the execution due, and the gateway is asked.
public final class Resolver implements Callbacks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// How many gateway look-ups run at the same time. At most a quarter of them are for one merchant.
    private static final int LOOKS_MAX = 64;

    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final Database database;
    private final Clocks clocks;
    private final Executions executions;
    private final Worker starter = new Worker("resolver", PAUSE, Duration.ZERO, () -> startLooks() > 0);
    private final Semaphore places = new Semaphore(LOOKS_MAX);
    private final LooksUnderWay looks = new LooksUnderWay();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Resolver(Database database, Clocks clocks, Executions executions) {
        this.database = database;
        this.clocks = clocks;
        this.executions = executions;
    }

    /// Works in the background until it is closed.
    public void start() {
        starter.start();
    }

    /// Looks now instead of after the pause.
    public void wake() {
        starter.wake();
    }

    @Override
    public void arrived(MerchantId merchant, AttemptId attempt) {
        var at = clocks.service().instant();
        if (database.of(merchant).single(handle -> ExecutionTable.checkAttemptAt(handle, merchant, attempt, at))) {
            wake();
        }
    }

    @Override
    public void close() {
        starter.close();
        var _ = threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_MAX.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("a gateway is still being asked; the next start will ask it again");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks after all due executions, one after the other. Returns how many there were.
    public int resolveDue() {
        int resolved = 0;
        for (int some = resolveSome(); some > 0; some = resolveSome()) {
            resolved += some;
        }
        return resolved;
    }

    private int resolveSome() {
        var claimed = claim(CLAIMED_MAX);
        try {
            claimed.executions().forEach(execution -> executions.lookAfter(execution, claimed.lease()));
        } finally {
            claimed.executions().forEach(execution -> ended(execution.merchant()));
        }
        return claimed.executions().size();
    }

    /// Claims as many due executions as there are free slots. Returns how many.
    private int startLooks() throws InterruptedException {
        places.acquire();
        // Only this thread acquires slots, so free slots stay free.
        int free = 1 + Math.min(places.availablePermits(), CLAIMED_MAX - 1);
        places.acquire(free - 1);
        int taken = 0;
        try {
            var claimed = claim(free);
            taken = claimed.executions().size();
            claimed.executions().forEach(execution -> look(execution, claimed.lease()));
        } finally {
            places.release(free - taken);
        }
        return taken;
    }

    private void look(Execution execution, Lease lease) {
        var _ = threads.submit(() -> {
            try {
                lookAfterSafely(execution, lease);
            } finally {
                places.release();
                ended(execution.merchant());
            }
        });
    }

    /// Wakes the starter if more executions of the merchant may have waited for its share. A starter that waits
    /// for a slot continues by itself.
    private void ended(MerchantId merchant) {
        if (looks.done(merchant)) {
            wake();
        }
    }

    /// An execution that cannot be settled now does not stop others. It becomes due again.
    private void lookAfterSafely(Execution execution, Lease lease) {
        try {
            executions.lookAfter(execution, lease);
        } catch (ProblemException unavailable) {
            LOG.atWarn()
                    .addKeyValue("execution", execution.id().value())
                    .log("could not be settled now: " + unavailable);
        } catch (RuntimeException failure) {
            LOG.atError()
                    .addKeyValue("execution", execution.id().value())
                    .addKeyValue("request_id", execution.requestId())
                    .setCause(failure)
                    .log("an execution could not be settled");
        }
    }

    /// The executions that only this process works on, and for how long.
    private record Claimed(List<Execution> executions, Lease lease) {}

    private Claimed claim(int limit) {
        var lease = clocks.lease(Schedule.CLAIMED_FOR);
        var now = clocks.service().instant();
        var claim = looks.next(limit);
        var executions = database.everywhere()
                .single(handle -> DueExecutionTable.claim(handle, claim, now, now.plus(Schedule.CLAIMED_FOR)));
        looks.begun(executions);
        return new Claimed(executions, lease);
    }
}
