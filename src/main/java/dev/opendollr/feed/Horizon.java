package dev.opendollr.feed;

import java.util.TreeMap;

/// Up to which number of the feed everything is decided: no transaction that runs can still add a lower one.
///
/// A number is taken before its transaction commits, so a lower one may be seen later than a higher one. Whoever takes
/// a number has a transaction that began before. So once all transactions have ended that had begun when a number was
/// the last one, all numbers up to that are decided. Threads may share it.
final class Horizon {
    private static final int LOOKS_MAX = 100;

    /// The last number given out at each look, by the first transaction that had not begun then. Both ascend.
    private final TreeMap<Long, Long> looks = new TreeMap<>();

    private String server = "";

    /// The transactions that a view of the database knows of: all below `oldestRunning` have ended, none has begun from
    /// `nextTransaction` on.
    record Running(long oldestRunning, long nextTransaction) {}

    /// What is decided for whoever reads in a view, or later. `issued` was read before the view began, from the same
    /// server. What others have seen in later views does not count: this one may not see it.
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

    /// Whether what was seen before means something there.
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

    /// Keeps what is decided, however long a transaction runs, and the last look, which counts once that has ended.
    private void forget(long oldestRunning) {
        if (looks.size() > LOOKS_MAX) {
            boolean isFirstOver = looks.higherKey(looks.firstKey()) <= oldestRunning;
            looks.remove(isFirstOver ? looks.firstKey() : looks.lowerKey(looks.lastKey()));
        }
    }
}
