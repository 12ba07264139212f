package dev.opendollr.feed;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.work.Worker;
import java.time.Duration;
import java.time.InstantSource;

/// Deletes entries that the feed no longer needs to keep. Several processes may do so at once.
///
/// From time to time it marks the current number of the feed. Once a mark is old enough, readers below it are
/// told that the entries are gone. Only then are the entries up to the mark deleted, some at a time.
public final class FeedKeeper implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /// Entries may be kept this much longer than needed.
    private static final Duration MARK_EVERY = Duration.ofHours(1);

    private static final int DELETED_AT_ONCE = 1_000;
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final Database database;
    private final InstantSource realTime;
    private final Duration kept;
    private final Worker worker = new Worker("feed-keeper", PAUSE, CLOSE_MAX, this::work);

    /// `realTime` is the real clock: moving the sandbox clock must not delete what a reader has not read.
    public FeedKeeper(Database database, InstantSource realTime, Duration kept) {
        this.database = database;
        this.realTime = realTime;
        this.kept = kept;
    }

    public void start() {
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
    }

    /// Works once. True if there may be more to delete.
    boolean work() {
        // Even without readers, a restored database must soon stop giving out numbers of the lost history.
        var _ = database.everywhere().transact(FeedPlaceTable::arrive);
        var now = realTime.instant();
        var lastBefore = now.minus(MARK_EVERY);
        var old = now.minus(kept);
        if (database.everywhere().single(handle -> FeedMarkTable.isDue(handle, lastBefore, old))) {
            var _ = database.everywhere().transact(tx -> FeedMarkTable.mark(tx, now, lastBefore, old));
        }
        long upto = database.everywhere().single(FeedMarkTable::keptAfter);
        return database.everywhere().single(handle -> FeedTable.delete(handle, upto, DELETED_AT_ONCE))
                == DELETED_AT_ONCE;
    }
}
