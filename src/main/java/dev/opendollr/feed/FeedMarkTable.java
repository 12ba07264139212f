package dev.opendollr.feed;

import org.jdbi.v3.core.Handle;

/// The SQL of table `feed_mark`: when the feed was at which number.
final class FeedMarkTable {
    private static final String KEPT_AFTER = "select min(upto) from feed_mark";

    private FeedMarkTable() {}

    /// The number above which nothing was deleted.
    static long keptAfter(Handle handle) {
        return handle.createQuery(KEPT_AFTER).mapTo(Long.class).one();
    }
}
