package dev.opendollr.work;

import dev.opendollr.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does one piece of work again and again on a thread of its own, whatever the work throws, until it is closed. It
/// pauses when there is nothing to do, and somebody may wake it.
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    /// After a failure: a database that is away is asked less often.
    private static final Duration FAILURE_PAUSE = Duration.ofSeconds(2);

    private final String name;
    private final Duration pause;
    private final Duration closeMax;
    private final Work work;
    private final Thread thread;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean closing;

    /// What it does.
    @FunctionalInterface
    public interface Work {
        /// Whether there is more to do at once.
        boolean run() throws InterruptedException;
    }

    /// `closeMax` is how long work that runs may go on when the worker is closed, before it is interrupted.
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

    /// Lets work that runs finish for a while. No work begins any more.
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
                // Before the work, so that whoever wakes during it is not forgotten.
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

    /// Works once; how long to pause then.
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
