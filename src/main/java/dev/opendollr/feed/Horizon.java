package dev.opendollr.feed;

import java.util.TreeMap;

/// The number up to which the feed is decided: no running transaction can still add a lower one.
///
/// A transaction takes a number before it commits, so a lower number may become visible after a higher one. A
/// transaction that takes a number has begun before. So a number is decided, and all below it, once every
/// transaction has ended that had begun when the number was the last one. Threads may share it.
final class Horizon {
    private static final int LOOKS_MAX = 100;

    /// For each look, the last number that was given out, under the first transaction that had not begun at
    /// that time. Both ascend.
    private final TreeMap<Long, Long> looks = new TreeMap<>();

    private String server = "";

    /// The transactions that a view of the database knows of: all below `oldestRunning` have ended, none has begun from
    /// `nextTransaction` on.
    record Running(long oldestRunning, long nextTransaction) {}

    /// The number up to which everything is decided for a reader in `view` or in a later one. `issued` was read
    /// before the view began, from the same server. Results from later views do not count, since this view may
    /// not see those entries.
    synchronized long of(FeedTable.Issued issued, Running view) {
        if (!issued.server().equals(server)) {
            server = issued.server();
            looks.clear();
        }
        remember(issued.number(), view.nextTransaction());
        forget(view.oldestRunning());
        var decided = looks.floorEntry(view.oldestRunning());
        return decided == null ? 0 : decided.getValue();
    }

    /// Whether the looks so far belong to that server.
    synchronized boolean knows(String otherServer) {
        return otherServer.equals(server);
    }

    private void remember(long issued, long nextTransaction) {
        var earlier = looks.floorEntry(nextTransaction);
        if (earlier != null && earlier.getValue() >= issued) {
            return;
        }
        looks.put(nextTransaction, issued);
        // Views may come in another order than they were taken in.
        looks.tailMap(nextTransaction, false).replaceAll((_, later) -> Math.max(later, issued));
    }

    /// Limits the number of looks. Keeps the look that is decided, however long a transaction runs, and the
    /// last look, which counts once that transaction has ended.
    private void forget(long oldestRunning) {
        if (looks.size() > LOOKS_MAX) {
            boolean isFirstOver = looks.higherKey(looks.firstKey()) <= oldestRunning;
            looks.remove(isFirstOver ? looks.firstKey() : looks.lowerKey(looks.lastKey()));
        }
    }
}
