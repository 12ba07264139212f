package dev.opendollr.feed;

import dev.opendollr.work.Worker;
import java.time.Duration;

/// Measures how long entries of the feed have been waiting for the horizon. Normally they wait for milliseconds. While
/// a transaction that has written stays open, all readers wait for it.
public final class FeedLag implements AutoCloseable {
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

    private final Feed feed;
    private final Worker worker = new Worker("feed-lag", MEASURE_EVERY, Duration.ZERO, this::measure);
    private final Waiting waiting = new Waiting();
    private volatile Duration lag = Duration.ZERO;

    public FeedLag(Feed feed) {
        this.feed = feed;
    }

    public void start() {
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
    }

    /// For how long the oldest entry that nobody may read yet has been waiting, as it was measured some seconds ago. At
    /// most the pause of the measurements shorter than it is true.
    public Duration lag() {
        return lag;
    }

    /// Never more to do at once.
    boolean measure() {
        lag = waiting.since(feed.end(), System.nanoTime());
        return false;
    }

    /// The last number that was not decided when it was seen first.
    static final class Waiting {
        private long number;
        private long seenAt;

        /// For how long it has been waiting at `now`, a value of [System#nanoTime]. Zero when the horizon has passed
        /// it: the next one counts from now on.
        Duration since(Feed.End end, long now) {
            if (end.decided() >= number) {
                number = end.issued();
                seenAt = now;
            }
            return end.decided() >= number ? Duration.ZERO : Duration.ofNanos(now - seenAt);
        }
    }
}
