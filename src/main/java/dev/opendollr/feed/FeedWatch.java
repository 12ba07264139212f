package dev.opendollr.feed;

import dev.opendollr.db.Database;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.problem.Problem.Unavailable;
import dev.opendollr.work.Admission;
import dev.opendollr.work.FairPlaces;
import dev.opendollr.work.FairPlaces.Share;
import dev.opendollr.work.Worker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks for those who wait until their merchant's feed goes on: at most three small statements for all of them
/// together, and none while nobody waits. A waiter holds its thread and its connection to this server, and nothing
/// else.
public final class FeedWatch implements AutoCloseable {
    /// In this process; each keeps a connection of the server, which has four times as many.
    static final int WAITING_MAX = 256;
    static final int WAITING_OF_ONE_MAX = 16;

    private static final Share SHARE = new Share(WAITING_OF_ONE_MAX, 0, 0);
    /// Half of it passes on average before a change is noticed.
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Database database;
    private final Feed feed;
    private final FairPlaces<MerchantId> places = new FairPlaces<>(WAITING_MAX, _ -> SHARE);
    private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
    private final Worker worker = new Worker("feed-watch", PAUSE, Duration.ZERO, this::look);
    private long end;
    private volatile boolean closed;

    public FeedWatch(Database database, Feed feed) {
        this.database = database;
        this.feed = feed;
    }

    /// Somebody who has read up to `place`.
    static final class Waiter {
        private final MerchantId merchant;
        private final CountDownLatch news = new CountDownLatch(1);
        private volatile long place;

        Waiter(MerchantId merchant, long place) {
            this.merchant = merchant;
            this.place = place;
        }

        MerchantId merchant() {
            return merchant;
        }

        long place() {
            return place;
        }
    }

    public void start() {
        worker.start();
    }

    /// Returns when the feed of `merchant` goes on behind `place`, or after `time`, or when this ends. Refuses when too
    /// many wait.
    public void await(MerchantId merchant, long place, Duration time) {
        Admission.orRefuse(() -> places.enter(merchant, Duration.ZERO));
        var waiter = new Waiter(merchant, place);
        waiting.add(waiter);
        try {
            // Whoever comes while this ends finds it closed, or is found.
            if (!closed) {
                var _ = waiter.news.await(time.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Unavailable.stopping();
        } finally {
            waiting.remove(waiter);
            places.leave(merchant);
        }
    }

    /// Nobody waits any more.
    @Override
    public void close() {
        closed = true;
        worker.close();
        waiting.forEach(waiter -> waiter.news.countDown());
    }

    /// How many wait.
    public int waiting() {
        return waiting.size();
    }

    /// How many were refused because too many waited, ever.
    public long refused() {
        return places.refused();
    }

    private boolean look() {
        if (waiting.isEmpty()) {
            return false;
        }
        end = feed.end(end);
        var behind = waiting.stream().filter(waiter -> waiter.place < end).toList();
        if (!behind.isEmpty()) {
            var found = Set.copyOf(database.everywhere().single(handle -> FeedTable.withNews(handle, behind, end)));
            behind.forEach(waiter -> tell(waiter, found));
        }
        return false;
    }

    private void tell(Waiter waiter, Set<Waiter> found) {
        if (found.contains(waiter)) {
            waiter.news.countDown();
        } else {
            waiter.place = end;
        }
    }
}
