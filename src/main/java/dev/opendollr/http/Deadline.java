package dev.opendollr.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Interrupts the thread that set it when the time is over, and never after it has ended.
final class Deadline {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Thread thread = Thread.currentThread();
    private final ScheduledFuture<?> scheduled;

    @GuardedBy("this")
    private boolean ended;

    private Deadline(Duration time) {
        scheduled = CLOCK.schedule(this::fire, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Deadline in(Duration time) {
        return new Deadline(time);
    }

    /// Leaves the thread uninterrupted, also when the time was over.
    synchronized void end() {
        ended = true;
        if (!scheduled.cancel(false)) {
            var _ = Thread.interrupted();
        }
    }

    private synchronized void fire() {
        if (!ended) {
            thread.interrupt();
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        var clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("deadlines").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
