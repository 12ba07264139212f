package dev.opendollr.base.work;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.ServiceReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out wishes in batches: wishes that arrive while others are carried out share the next statement and
/// its commit.
///
/// A wish never waits for others: a wish that arrives alone is carried out alone. Owners take turns, so that an
/// owner with many wishes delays another by at most one batch for each worker. A wish that makes a batch fail
/// does not harm the others. Threads may share it.
public final class Together<O, W, R> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Together.class);

    private final String name;
    private final Limits limits;
    private final Batch<W, R> batch;
    private final FairQueue<O, Waiting<W, R>> waiting;
    private final List<Worker> workers = new ArrayList<>();
    private final LongAdder refused = new LongAdder();

    /// How much is carried out at once, and how much may wait.
    ///
    /// @param workers batches at work at once: while one waits for the disk the other is prepared
    /// @param sharedMax wishes of one batch
    /// @param waitingMax wishes of one owner that wait
    /// @param waitMax how long the owner of a wish waits, in the queue and while the wish is carried out
    public record Limits(int workers, int sharedMax, int waitingMax, Duration waitMax) {}

    /// Carries out several wishes at once.
    @FunctionalInterface
    public interface Batch<W, R> {
        /// The results, in the order of the wishes. A [ProblemException] applies to all of them. Any other
        /// failure means that nothing was done, and then each wish is tried alone.
        List<R> carryOut(List<W> wishes);
    }

    private record Waiting<W, R>(W wish, CompletableFuture<R> outcome) {}

    public Together(String name, Limits limits, Batch<W, R> batch) {
        this.name = name;
        this.limits = limits;
        this.batch = batch;
        waiting = new FairQueue<>(limits.waitingMax());
        for (int number = 0; number < limits.workers(); number++) {
            workers.add(new Worker(name + "-" + number, Duration.ZERO, Duration.ZERO, this::work));
        }
        workers.forEach(Worker::start);
    }

    /// Returns the result of `wish`. A wish that is refused because too many wait was not carried out. If a
    /// wish has waited too long, its outcome is unknown.
    public R ask(O owner, W wish) {
        var asked = new Waiting<W, R>(wish, new CompletableFuture<>());
        if (!waiting.offer(owner, asked)) {
            refused.increment();
            throw Unavailable.tooMuchAtOnce();
        }
        try {
            return asked.outcome().get(limits.waitMax().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException unknown) {
            refused.increment();
            asked.outcome().cancel(false);
            throw new ProblemException(new Unavailable(new ServiceReason.DatabaseBusy()));
        } catch (InterruptedException stopping) {
            asked.outcome().cancel(false);
            Thread.currentThread().interrupt();
            throw Unavailable.stopping();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed);
        }
    }

    /// How many wishes got no place, or no answer in time, since the start.
    public long refused() {
        return refused.sum();
    }

    /// How many wait for their turn.
    public int waiting() {
        return waiting.size();
    }

    /// Ends the workers and fails the wishes that still wait.
    @Override
    public void close() {
        workers.forEach(Worker::close);
        waiting.takeAll().forEach(one -> one.outcome().completeExceptionally(Unavailable.stopping()));
    }

    // The call only improves speed; the result does not depend on the scheduler.
    @SuppressWarnings("ThreadPriorityCheck")
    private boolean work() throws InterruptedException {
        // Lets threads that were just answered, or that read a request, go first: their wishes may come along.
        Thread.yield();
        var together = waiting.take(limits.sharedMax());
        // An owner that gave up was told that the outcome is unknown, and asks again.
        carryOut(together.stream().filter(one -> !one.outcome().isDone()).toList());
        return true;
    }

    private void carryOut(List<Waiting<W, R>> together) {
        if (together.isEmpty()) {
            return;
        }
        try {
            var results = batch.carryOut(together.stream().map(Waiting::wish).toList());
            for (int number = 0; number < together.size(); number++) {
                together.get(number).outcome().complete(results.get(number));
            }
        } catch (ProblemException unavailable) {
            together.forEach(one -> one.outcome().completeExceptionally(unavailable));
        } catch (RuntimeException failure) {
            if (together.size() == 1) {
                together.getFirst().outcome().completeExceptionally(failure);
                return;
            }
            // One of the wishes is at fault; the others must not fail because of it.
            together.forEach(one -> carryOut(List.of(one)));
        } catch (Error failure) {
            // A worker that ended would leave all later wishes waiting.
            LOG.error("a batch of {} failed", name, failure);
            together.forEach(one -> one.outcome().completeExceptionally(new IllegalStateException(failure)));
        }
    }
}
