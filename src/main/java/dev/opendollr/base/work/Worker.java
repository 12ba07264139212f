package dev.opendollr.base.work;

import dev.opendollr.base.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repeats one piece of work on its own thread until it is closed, even after the work has thrown. It pauses
/// when there is nothing to do, and another thread may wake it.
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    /// The pause after a failure, so that an unavailable database is asked less often.
    private static final Duration FAILURE_PAUSE = Duration.ofSeconds(2);

    private final String name;
    private final Duration pause;
    private final Duration closeMax;
    private final Work work;
    private final Thread thread;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean closing;

    /// The work to repeat.
    @FunctionalInterface
    public interface Work {
        /// Does a part of the work. True if there is more to do at once.
        boolean run() throws InterruptedException;
    }

    /// `closeMax` is how long running work may continue after the worker is closed, before it is interrupted.
    public Worker(String name, Duration pause, Duration closeMax, Work work) {
        this.name = name;
        this.pause = pause;
        this.closeMax = closeMax;
        this.work = work;
        thread = Thread.ofVirtual().name(name).unstarted(this::loop);
    }

    public void start() {
        thread.start();
    }

    /// Ends the pause, or the next one if it is at work; returns at once.
    public void wake() {
        wakes.release();
    }

    /// Starts no more work. Lets running work finish for up to `closeMax`, then interrupts it.
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            if (thread.getState() == Thread.State.NEW || thread.join(closeMax)) {
                return;
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private void loop() {
        try {
            while (!closing) {
                // Before the work, so that a wake-up during the work is not lost.
                wakes.drainPermits();
                if (closing) {
                    return;
                }
                var rest = rest();
                if (rest.isPositive()) {
                    var _ = wakes.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// Works once. Returns how long to pause afterwards.
    private Duration rest() throws InterruptedException {
        try {
            return work.run() ? Duration.ZERO : pause;
        } catch (ProblemException away) {
            LOG.warn("{} tries again later: {}", name, away.getMessage());
        } catch (RuntimeException | Error failure) {
            LOG.atError().setCause(failure).log("{} failed, and tries again later", name);
        }
        return FAILURE_PAUSE;
    }
}
