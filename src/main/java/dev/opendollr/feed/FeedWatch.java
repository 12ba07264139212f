package dev.opendollr.feed;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.work.Admission;
import dev.opendollr.base.work.FairPlaces;
import dev.opendollr.base.work.FairPlaces.Share;
import dev.opendollr.base.work.Worker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Polls the feed for requests that wait for a new entry of their merchant: at most three small statements for
/// all of them together, and none while no request waits. A waiting request holds its thread and its connection
/// to this server, and nothing else.
public final class FeedWatch implements AutoCloseable {
    /// The most requests that may wait in this process. Each keeps one of the server's connections, of which
    /// there are four times as many.
    static final int WAITING_MAX = 256;
    static final int WAITING_OF_ONE_MAX = 16;

    private static final Share SHARE = new Share(WAITING_OF_ONE_MAX, 0, 0);
    /// A change is noticed after half of this time, on average.
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

    /// A waiting request, whose caller has read up to `place`.
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

    /// Returns once the feed of `merchant` has an entry after `place`, after `time`, or when this watch closes.
    /// Refuses if too many requests wait.
    public void await(MerchantId merchant, long place, Duration time) {
        Admission.orRefuse(() -> places.enter(merchant, Duration.ZERO));
        var waiter = new Waiter(merchant, place);
        waiting.add(waiter);
        try {
            // A request that arrives during `close` either sees `closed`, or is in `waiting` and is released.
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

    /// Releases all waiting requests.
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

    /// How many requests were refused since the start because too many waited.
    public long refused() {
        return places.refused();
    }

    private boolean look() {
        if (waiting.isEmpty()) {
            return false;
        }
        end = feed.end(end).decided();
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
