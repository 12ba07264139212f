package dev.opendollr.feed;

import dev.opendollr.base.work.Worker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Measures how long entries of the feed have been waiting for the horizon. Normally they wait for
/// milliseconds. While a transaction that has written stays open, the readers of all merchants wait for it.
public final class FeedLag implements AutoCloseable {
    private static final Duration MEASURE_EVERY = Duration.ofSeconds(5);

    private final Feed feed;
    private final Worker worker = new Worker("feed-lag", MEASURE_EVERY, Duration.ZERO, this::measure);
    private final Waiting waiting = new Waiting();

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

    /// How long the oldest entry that no reader may read yet has been waiting, counted from the measurement
    /// that saw it first. While the database is unavailable, this time continues to grow for entries seen
    /// before.
    public Duration lag() {
        return waiting.since(System.nanoTime());
    }

    /// Measures once. Returns false, since there is never more to do at once.
    boolean measure() {
        waiting.see(feed.end(0), System.nanoTime());
        return false;
    }

    /// For each measurement, the last number that was given out, until that number is decided. Times are values
    /// of [System#nanoTime].
    static final class Waiting {
        /// An hour of measurements. Later ones are dropped: the oldest one determines the lag.
        private static final int LOOKS_MAX = 720;

        private final Deque<Look> looks = new ArrayDeque<>();

        private record Look(long number, long at) {}

        synchronized void see(Feed.End end, long now) {
            looks.removeIf(look -> look.number() <= end.decided());
            boolean isNew = looks.isEmpty() || looks.getLast().number() < end.issued();
            if (end.issued() > end.decided() && isNew && looks.size() < LOOKS_MAX) {
                looks.addLast(new Look(end.issued(), now));
            }
        }

        synchronized Duration since(long now) {
            return looks.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofNanos(now - looks.getFirst().at());
        }
    }
}
