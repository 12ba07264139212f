package dev.opendollr.source;

import dev.opendollr.db.Database;
import dev.opendollr.identity.Caller;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.problem.Problem.Unavailable;
import dev.opendollr.problem.ProblemException;
import dev.opendollr.work.FairQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out cancels: those that arrive while others are being committed share the next statement and its commit.
///
/// Nobody waits for company: a cancel that comes alone goes alone. Merchants take turns, so that one with many cancels
/// delays another by at most one statement for each worker. Whoever is answered knows that its own cancel, or
/// that of a rival, is committed.
final class Cancels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cancels.class);

    /// Statements at work at once: while one waits for the disk the other is prepared.
    private static final int WORKERS = 2;

    private static final int SHARED_MAX = 64;
    /// Of one merchant.
    private static final int WAITING_MAX = 1_000;
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    private final SourceKind kind;
    private final Database database;
    private final InstantSource clock;
    private final List<Thread> workers = new ArrayList<>();
    private final FairQueue<MerchantId, Wish> waiting = new FairQueue<>(WAITING_MAX);

    private final LongAdder canceled = new LongAdder();
    private final LongAdder statements = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /// The source that a cancel is about.
    record Key(MerchantId merchant, long id) {}

    /// One cancel that was asked for, and what becomes of it: the source if this wish canceled it.
    record Wish(Key key, Caller caller, Optional<String> reason, CompletableFuture<Optional<Source>> outcome) {}

    Cancels(SourceKind kind, Database database, InstantSource clock) {
        this.kind = kind;
        this.database = database;
        this.clock = clock;
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.add(Thread.ofVirtual().name("cancels-" + worker).unstarted(this::work));
        }
        workers.forEach(Thread::start);
    }

    /// The source when this call has canceled it; empty when it is not there, in no status it can be canceled from, or
    /// held by another transaction.
    Optional<Source> together(Caller caller, long id, Optional<String> reason) {
        var wish = wish(caller, id, reason);
        if (!waiting.offer(caller.merchant(), wish)) {
            refused.increment();
            throw Unavailable.tooMuchAtOnce();
        }
        try {
            return wish.outcome().get(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException unknown) {
            refused.increment();
            wish.outcome().cancel(false);
            throw new ProblemException(new Unavailable("The database is too busy"));
        } catch (InterruptedException stopping) {
            wish.outcome().cancel(false);
            Thread.currentThread().interrupt();
            throw Unavailable.stopping();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed);
        }
    }

    /// The same without company, waiting for whoever holds the source.
    Optional<Source> alone(Caller caller, long id, Optional<String> reason) {
        var at = clock.instant();
        var source = database.single(handle -> SourceTable.cancelAlone(handle, kind, wish(caller, id, reason), at));
        committed(source.isPresent() ? 1 : 0);
        return source;
    }

    /// How many sources were canceled, ever.
    long canceled() {
        return canceled.sum();
    }

    /// By how many statements, also those that canceled nothing.
    long statements() {
        return statements.sum();
    }

    /// How many wishes got no place, or no answer in time, ever.
    long refused() {
        return refused.sum();
    }

    private void committed(int sources) {
        statements.increment();
        canceled.add(sources);
    }

    /// Ends the workers and fails whoever still waits.
    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
        waiting.takeAll().forEach(wish -> wish.outcome().completeExceptionally(Unavailable.stopping()));
    }

    private static Wish wish(Caller caller, long id, Optional<String> reason) {
        return new Wish(new Key(caller.merchant(), id), caller, reason, new CompletableFuture<>());
    }

    // The scheduler is relied on for speed only.
    @SuppressWarnings("ThreadPriorityCheck")
    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            List<Wish> together;
            // Whoever has just been answered, or is being read, goes first and may come along. Nobody waits for it.
            Thread.yield();
            try {
                together = waiting.take(SHARED_MAX);
            } catch (InterruptedException closing) {
                return;
            }
            // Whoever gave up has been told that the outcome is unknown, and asks again.
            carryOut(together.stream().filter(wish -> !wish.outcome().isDone()).toList());
        }
    }

    private void carryOut(List<Wish> wishes) {
        try {
            var canceled = canceled(wishes);
            wishes.forEach(wish -> wish.outcome().complete(Optional.ofNullable(canceled.remove(wish.key()))));
        } catch (ProblemException unavailable) {
            wishes.forEach(wish -> wish.outcome().completeExceptionally(unavailable));
        } catch (RuntimeException failure) {
            if (wishes.size() == 1) {
                wishes.getFirst().outcome().completeExceptionally(failure);
                return;
            }
            // One of them is at fault; the others must not suffer for it.
            wishes.forEach(wish -> carryOut(List.of(wish)));
        } catch (Error failure) {
            // A worker that ended would leave all later cancels waiting.
            LOG.error("a worker of cancels failed", failure);
            wishes.forEach(wish -> wish.outcome().completeExceptionally(new IllegalStateException(failure)));
        }
    }

    /// Of rivals at one source the first stands for all; the others find it canceled.
    private Map<Key, Source> canceled(List<Wish> wishes) {
        if (wishes.isEmpty()) {
            return Map.of();
        }
        Map<Key, Wish> firsts = new LinkedHashMap<>();
        wishes.forEach(wish -> firsts.putIfAbsent(wish.key(), wish));
        var at = clock.instant();
        var sources =
                database.single(handle -> SourceTable.cancelTogether(handle, kind, List.copyOf(firsts.values()), at));
        committed(sources.size());
        return sources;
    }
}
