package dev.opendollr.base.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A queue of elements that are carried out together. Its owners take turns. Threads may share it.
public final class FairQueue<O, E> {
    private final int waitingMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Turns<O, E> turns = new Turns<>();

    /// Each owner may have `waitingMax` elements in it.
    public FairQueue(int waitingMax) {
        this.waitingMax = waitingMax;
    }

    /// Whether the queue accepted the element. False if the owner already has `waitingMax` elements in it.
    public boolean offer(O owner, E element) {
        lock.lock();
        try {
            if (turns.size(owner) >= waitingMax) {
                return false;
            }
            turns.add(owner, element);
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a first element. Takes it together with the elements that are already there, at most `max` in
    /// all.
    public List<E> take(int max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (turns.size() == 0) {
                filled.await();
            }
            return drain(max);
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return turns.size();
        } finally {
            lock.unlock();
        }
    }

    /// Takes all waiting elements at once.
    public List<E> takeAll() {
        lock.lock();
        try {
            return drain(turns.size());
        } finally {
            lock.unlock();
        }
    }

    private List<E> drain(int max) {
        List<E> taken = new ArrayList<>(Math.min(max, turns.size()));
        while (taken.size() < max) {
            Optional<E> next = turns.next(_ -> true);
            if (next.isEmpty()) {
                break;
            }
            taken.add(next.get());
        }
        if (turns.size() > 0) {
            filled.signal();
        }
        return taken;
    }
}
