package dev.opendollr.merchant;

import dev.opendollr.problem.Problem.Unavailable;
import dev.opendollr.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where slow hashes are computed: a few at once, since each takes much memory, and a few waiting.
///
/// On threads of the operating system: a hash on a virtual thread would keep a processor to itself until it is done,
/// and all requests with it.
final class Hashing {
    private static final int AT_ONCE = 2;
    static final int WAITING_MAX = 16;
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final Duration IDLE_MAX = Duration.ofSeconds(30);

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            IDLE_MAX.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("hashing-", 0).factory());

    Hashing() {
        threads.allowCoreThreadTimeOut(true);
    }

    <T> T run(Callable<T> work) {
        try {
            var result = threads.submit(work);
            try {
                return result.get(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
            } finally {
                result.cancel(true);
            }
        } catch (RejectedExecutionException full) {
            throw Unavailable.tooMuchAtOnce();
        } catch (TimeoutException overloaded) {
            throw new ProblemException(new Unavailable("Too many passcodes are being checked"));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new Unavailable("The service is stopping"));
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
