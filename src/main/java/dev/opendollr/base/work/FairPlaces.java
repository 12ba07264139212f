package dev.opendollr.base.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A number of places that owners share. A [Share] limits the places of each owner, and owners that wait take
/// turns. Threads may share it.
public final class FairPlaces<O> {
    private final Function<O, Share> shares;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<O, Integer> held = new HashMap<>();
    private final Turns<O, Waiter<O>> waiting = new Turns<>();
    private final LongAdder refused = new LongAdder();
    private int free;

    /// What one owner may have: at most `heldMax` places at once, but only while `leftFree` places remain free
    /// for others, and at most `waitingMax` threads that wait for a place.
    public record Share(int heldMax, int leftFree, int waitingMax) {
        public Share {
            if (heldMax < 1 || leftFree < 0 || waitingMax < 0) {
                throw new IllegalArgumentException("share of " + heldMax + ", " + leftFree + ", " + waitingMax);
            }
        }
    }

    /// The result of a request for a place.
    public enum Entry {
        IN,
        /// Too many threads of the same owner are already waiting; returned at once.
        FULL,
        /// No place became free in time.
        TOO_LATE
    }

    private record Waiter<O>(O owner, Semaphore granted) {}

    /// `shares` must answer the same for the same owner, and quickly.
    public FairPlaces(int places, Function<O, Share> shares) {
        if (places < 1) {
            throw new IllegalArgumentException("places " + places);
        }
        free = places;
        this.shares = shares;
    }

    /// Waits for a place, at most for `patience`. A caller that gets [Entry#IN] must [#leave].
    public Entry enter(O owner, Duration patience) throws InterruptedException {
        Waiter<O> waiter;
        lock.lockInterruptibly();
        try {
            if (waiting.size(owner) == 0 && mayEnter(owner)) {
                occupy(owner);
                return Entry.IN;
            }
            if (waiting.size(owner) >= shares.apply(owner).waitingMax()) {
                refused.increment();
                return Entry.FULL;
            }
            waiter = new Waiter<>(owner, new Semaphore(0));
            waiting.add(owner, waiter);
        } finally {
            lock.unlock();
        }
        return await(waiter, patience);
    }

    private Entry await(Waiter<O> waiter, Duration patience) throws InterruptedException {
        try {
            if (waiter.granted().tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Entry.IN;
            }
        } catch (InterruptedException stopping) {
            if (!isWithdrawn(waiter)) {
                leave(waiter.owner());
            }
            throw stopping;
        }
        // Another thread may have granted it a place at the last moment.
        if (isWithdrawn(waiter)) {
            refused.increment();
            return Entry.TOO_LATE;
        }
        return Entry.IN;
    }

    private boolean isWithdrawn(Waiter<O> waiter) {
        lock.lock();
        try {
            return waiting.remove(waiter.owner(), waiter);
        } finally {
            lock.unlock();
        }
    }

    /// Gives a place back.
    public void leave(O owner) {
        lock.lock();
        try {
            free++;
            held.computeIfPresent(owner, (_, count) -> count == 1 ? null : count - 1);
            admit();
        } finally {
            lock.unlock();
        }
    }

    /// Places that are held plus threads that wait for one.
    public int busy() {
        lock.lock();
        try {
            return held() + waiting();
        } finally {
            lock.unlock();
        }
    }

    /// Places that are held.
    public int held() {
        lock.lock();
        try {
            return held.values().stream().mapToInt(Integer::intValue).sum();
        } finally {
            lock.unlock();
        }
    }

    /// Threads that wait for a place.
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /// How many requests for a place were refused since the start, at once or after a wait.
    public long refused() {
        return refused.sum();
    }

    private void admit() {
        while (free > 0) {
            var next = waiting.next(this::mayEnter);
            if (next.isEmpty()) {
                return;
            }
            occupy(next.get().owner());
            next.get().granted().release();
        }
    }

    private boolean mayEnter(O owner) {
        var share = shares.apply(owner);
        return free > share.leftFree() && held.getOrDefault(owner, 0) < share.heldMax();
    }

    private void occupy(O owner) {
        free--;
        held.merge(owner, 1, Integer::sum);
    }
}
