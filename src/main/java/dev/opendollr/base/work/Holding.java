package dev.opendollr.base.work;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.work.FairPlaces.Entry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The bytes that the request of the current thread holds of a [ByteBudget]. All of them are given back when
/// the request ends.
///
/// Outside of a request nothing is counted.
public final class Holding {
    private static final ScopedValue<Holding> REQUEST = ScopedValue.newInstance();

    /// Answers up to this size grow side by side.
    private static final long LARGE_BYTES = 64 * 1024;
    /// The longest wait of one answer in total, since it may hold a database connection meanwhile.
    private static final Duration WAIT_MAX = Duration.ofSeconds(2);

    private final ByteBudget budget;
    private final Map<Lane, Long> held = new HashMap<>();
    private long answerBytes;
    private long waitedNanos;
    private Optional<Lane> growing = Optional.empty();

    private Holding(ByteBudget budget) {
        this.budget = budget;
    }

    /// Carries out `request`, which ends with the last byte of its answer.
    public static void during(ByteBudget budget, Runnable request) {
        var holding = new Holding(budget);
        try {
            ScopedValue.where(REQUEST, holding).run(request);
        } finally {
            holding.endGrowth();
            holding.held.forEach(budget::giveBack);
        }
    }

    /// Counts more bytes for the lane that the thread works for. Refuses if the share of the lane is used up.
    public static void take(long bytes) {
        if (REQUEST.isBound() && !REQUEST.get().takes(bytes)) {
            throw Unavailable.tooMuchAtOnce();
        }
    }

    /// The same for an answer, or the data it is built from. Large answers of one lane grow one after the other
    /// and wait for room. If they grew side by side, each would take the room that the others need to complete,
    /// and all would be refused.
    public static void grow(long bytes) {
        if (REQUEST.isBound() && !REQUEST.get().grows(bytes)) {
            throw Unavailable.tooMuchAtOnce();
        }
    }

    /// The answer is complete. It keeps its bytes until it was sent, and another answer of the lane may grow.
    public static void complete() {
        if (REQUEST.isBound()) {
            REQUEST.get().endGrowth();
        }
    }

    /// Counts bytes that must be held even if there is no room.
    public static void takeAnyway(long bytes) {
        if (REQUEST.isBound()) {
            var holding = REQUEST.get();
            var lane = OnBehalf.current();
            holding.budget.overdraw(lane, bytes);
            holding.held.merge(lane, bytes, Long::sum);
        }
    }

    private boolean grows(long bytes) {
        answerBytes += bytes;
        if (answerBytes <= LARGE_BYTES) {
            return takes(bytes);
        }
        // What follows may wait, and a thread that waits does not compute.
        Computing.end();
        long begun = System.nanoTime();
        try {
            var lane = OnBehalf.current();
            return mayGrow(lane) && counted(lane, bytes, budget.take(lane, bytes, patience(begun)));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Unavailable.stopping();
        } finally {
            waitedNanos += System.nanoTime() - begun;
        }
    }

    private boolean mayGrow(Lane lane) throws InterruptedException {
        if (growing.isEmpty() && budget.growing().enter(lane, patience(System.nanoTime())) == Entry.IN) {
            growing = Optional.of(lane);
        }
        return growing.isPresent();
    }

    /// What is left of [#WAIT_MAX] for a wait that began at `begun`.
    private Duration patience(long begun) {
        return WAIT_MAX.minusNanos(waitedNanos + System.nanoTime() - begun);
    }

    private void endGrowth() {
        growing.ifPresent(budget.growing()::leave);
        growing = Optional.empty();
    }

    private boolean takes(long bytes) {
        var lane = OnBehalf.current();
        return counted(lane, bytes, budget.take(lane, bytes));
    }

    private boolean counted(Lane lane, long bytes, boolean taken) {
        if (taken) {
            held.merge(lane, bytes, Long::sum);
        }
        return taken;
    }
}
