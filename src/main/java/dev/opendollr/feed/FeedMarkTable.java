package dev.opendollr.feed;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The SQL of table `feed_mark`: which number the feed had reached at which time.
final class FeedMarkTable {
    private static final String KEPT_AFTER = "select min(upto) from feed_mark";

    /// One at a time, so that marks ascend in time and number.
    private static final String HOLD = "select place from feed_place for update";

    private static final String IS_DUE = """
        select exists (select 1
                         from feed_id
                        where is_called and last_value > (select max(upto) from feed_mark)
                          and not exists (select 1 from feed_mark where at > :last_mark_before))
               or (select count(*) from feed_mark where at <= :old) > 1
        """;

    private static final String MARK = """
        insert into feed_mark (upto, at)
        select last_value, :now
          from feed_id
         where is_called and not exists (select 1 from feed_mark where at > :last_mark_before)
            on conflict (upto) do nothing
        """;

    private static final String FORGET = """
        delete from feed_mark
         where upto < (select max(upto) from feed_mark where at <= :old)
        """;

    private FeedMarkTable() {}

    /// Whether [#mark] would change anything; asks without a lock.
    static boolean isDue(Handle handle, Instant lastBefore, Instant old) {
        return handle.createQuery(IS_DUE)
                .bind("last_mark_before", lastBefore)
                .bind("old", old)
                .mapTo(Boolean.class)
                .one();
    }

    /// Marks the number that the feed has reached now, unless there is a mark after `lastBefore`. Of the marks
    /// not newer than `old`, it keeps only the last.
    static int mark(Handle tx, Instant now, Instant lastBefore, Instant old) {
        var _ = tx.createQuery(HOLD).mapTo(String.class).one();
        var _ = tx.createUpdate(MARK)
                .bind("now", now)
                .bind("last_mark_before", lastBefore)
                .execute();
        return tx.createUpdate(FORGET).bind("old", old).execute();
    }

    /// The number above which nothing was deleted.
    static long keptAfter(Handle handle) {
        return handle.createQuery(KEPT_AFTER).mapTo(Long.class).one();
    }
}
