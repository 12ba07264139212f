package dev.opendollr.gateway.sandbox;

import dev.opendollr.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does some work again and again, in real time and by one thread, whatever the work throws.
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    /// After a failure: a database that is away is asked less often.
    private static final Duration FAILURE_PAUSE = Duration.ofSeconds(2);

    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);

    private final String name;
    private final Runnable work;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean woken = new AtomicBoolean();
    private long quietUntilNanos = System.nanoTime();

    Ticker(String name, Duration pause, Runnable work) {
        this.name = name;
        this.work = work;
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
        var _ = thread.scheduleWithFixedDelay(this::tick, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Does the work now instead of at the next tick; returns at once.
    void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    // Before the work, so that whoever wakes during it is not forgotten.
                    woken.set(false);
                    run();
                });
            } catch (RejectedExecutionException closed) {
                LOG.debug("{} is closed", name);
            }
        }
    }

    /// Lets the work that runs finish, for a short time.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        var _ = thread.shutdownNow();
    }

    private void tick() {
        if (System.nanoTime() - quietUntilNanos >= 0) {
            run();
        }
    }

    private void run() {
        try {
            work.run();
        } catch (ProblemException away) {
            // Who refused has logged why.
            quietUntilNanos = System.nanoTime() + FAILURE_PAUSE.toNanos();
        } catch (RuntimeException | Error failure) {
            LOG.atError().setCause(failure).log("{} failed", name);
            quietUntilNanos = System.nanoTime() + FAILURE_PAUSE.toNanos();
        }
    }
}
