package dev.opendollr.gateway.sandbox;

import static dev.opendollr.gateway.sandbox.CallbackTable.CLAIMED_MAX;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.work.MerchantTurns;
import dev.opendollr.base.work.Worker;
import dev.opendollr.gateway.Callbacks;
import dev.opendollr.gateway.sandbox.CallbackTable.Due;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the sandbox's callbacks when they are due, each at least once. Any number of processes can share
/// the work.
public final class SandboxCallbacks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxCallbacks.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);
    /// When it has run out, the process that claimed a callback counts as dead, and another process delivers
    /// the callback.
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Database database;
    private final InstantSource clock;
    private final InstantSource realTime;
    private final Callbacks receiver;
    private final Worker worker;
    private final MerchantTurns turns = new MerchantTurns();

    public SandboxCallbacks(Database database, InstantSource clock, InstantSource realTime, Callbacks receiver) {
        this.database = database;
        this.clock = clock;
        this.realTime = realTime;
        this.receiver = receiver;
        worker = new Worker("sandbox-callbacks", PAUSE, CLOSE_MAX, () -> {
            tick();
            return false;
        });
    }

    /// Starts delivering in the background.
    void start() {
        worker.start();
    }

    /// Delivers what is due now.
    public void tick() {
        int claimed = CLAIMED_MAX;
        while (claimed == CLAIMED_MAX) {
            var realAt = realTime.instant();
            var due = database.everywhere()
                    .single(handle -> CallbackTable.claim(
                            handle, clock.instant(), realAt, realAt.plus(LEASE), turns.servedLast()));
            turns.served(due.stream().map(Due::merchant).toList());
            deliver(due);
            claimed = due.size();
        }
    }

    /// Looks at once instead of at the next tick.
    public void wake() {
        worker.wake();
    }

    @Override
    public void close() {
        worker.close();
    }

    private void deliver(List<Due> due) {
        List<Due> told = new ArrayList<>();
        for (var callback : due) {
            try {
                receiver.arrived(callback.merchant(), callback.attempt());
                told.add(callback);
            } catch (RuntimeException failure) {
                // The callback is delivered again when its lease has run out.
                LOG.warn(
                        "a callback of attempt {} was not taken",
                        callback.attempt().value(),
                        failure);
            }
        }
        if (!told.isEmpty()) {
            var _ = database.everywhere().single(handle -> CallbackTable.delivered(handle, told));
        }
    }
}
