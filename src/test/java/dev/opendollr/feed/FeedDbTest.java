package dev.opendollr.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.OpenDollr;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.Problem.Gone;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Listed;
import dev.opendollr.testing.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Transactions that end in another order than they began in, and readers between them.
class FeedDbTest {
    private static final MerchantId MERCHANT = new MerchantId(1);
    private static final int MANY = 1_000;

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 4);
    private final Feed feed = new Feed(database);
    private final List<Integer> heard = new ArrayList<>();
    private Optional<Long> place = Optional.empty();

    @AfterEach
    void close() {
        database.close();
    }

    /// As whatever changes an object does: by then its transaction has a number.
    private static void begin(Handle tx) {
        var _ = tx.begin()
                .createQuery("select cast(pg_current_xact_id() as text)")
                .mapTo(String.class)
                .one();
    }

    private static long tell(Handle tx, long merchant, int version) {
        return tx.createQuery("""
            insert into feed (merchant_id, kind, object_id, version, type, at)
            values (:merchant, 'ORDER', 7, :version, 'UPDATED', '2026-01-01')
            returning id
            """)
                .bind("merchant", merchant)
                .bind("version", version)
                .mapTo(Long.class)
                .one();
    }

    private static long tell(Handle tx, int version) {
        return tell(tx, MERCHANT.value(), version);
    }

    /// Goes on where the last reading has ended.
    private void readOn(int limit) {
        var events = Listed.<Event>rows(0, limit, listing -> {
            var part = feed.read(MERCHANT, place, listing);
            assertThat(part.next()).as("never back").isGreaterThanOrEqualTo(place.orElse(0L));
            place = Optional.of(part.next());
        });
        heard.addAll(events.stream().map(Event::version).toList());
    }

    /// Neighbours in the same cluster may run for a moment longer.
    private void hears(Integer... versions) {
        Eventually.isTrue("heard " + List.of(versions), () -> {
            readOn(MANY);
            return heard.size() >= versions.length;
        });
        assertThat(heard).containsExactly(versions);
    }

    @Test
    void of_two_that_run_at_once_the_lower_number_may_be_committed_last() {
        try (var lower = clone.asOwner().open();
                var higher = clone.asOwner().open()) {
            begin(lower);
            begin(higher);
            assertThat(tell(lower, 1)).isLessThan(tell(higher, 2));
            higher.commit();
            hears();
            hears();
            lower.commit();
            hears(1, 2);
            hears(1, 2);
        }
    }

    @Test
    void a_later_transaction_may_have_the_lower_number() {
        try (var earlier = clone.asOwner().open();
                var later = clone.asOwner().open()) {
            begin(earlier);
            begin(later);
            assertThat(tell(later, 1)).isLessThan(tell(earlier, 2));
            later.commit();
            hears();
            earlier.commit();
            hears(1, 2);
        }
    }

    @Test
    void a_transaction_that_was_there_before_and_takes_its_number_last_is_heard_last() {
        try (var early = clone.asOwner().open();
                var late = clone.asOwner().open()) {
            begin(early);
            begin(late);
            var _ = tell(late, 1);
            late.commit();
            hears();
            begin(late);
            var _ = tell(early, 2);
            early.commit();
            hears(1);
            var _ = tell(late, 3);
            late.commit();
            hears(1, 2, 3);
        }
    }

    @Test
    void what_is_rolled_back_leaves_a_gap_that_nobody_waits_for() {
        try (var one = clone.asOwner().open();
                var other = clone.asOwner().open()) {
            begin(one);
            begin(other);
            var _ = tell(one, 1);
            var _ = tell(other, 2);
            other.commit();
            hears();
            one.rollback();
            hears(2);
        }
    }

    @Test
    void whoever_has_heard_nothing_goes_on_behind_what_others_have_heard() {
        try (var writer = clone.asOwner().open()) {
            hears();
            var before = place.orElseThrow();
            var _ = tell(writer, 2, 1);
            hears();
            assertThat(place.orElseThrow()).isGreaterThan(before);
            var _ = tell(writer, 1);
            hears(1);
        }
    }

    @Test
    void a_part_ends_where_its_limit_is_reached() {
        try (var writer = clone.asOwner().open()) {
            for (int version = 1; version <= 5; version++) {
                var _ = tell(writer, version);
            }
        }
        var first = new Limited(2);
        var part = feed.read(MERCHANT, Optional.empty(), first);
        assertThat(first.versions()).containsExactly(1, 2);
        var second = new Limited(3);
        var last = feed.read(MERCHANT, Optional.of(part.next()), second);
        assertThat(second.versions()).containsExactly(3, 4, 5);
        assertThat(feed.read(MERCHANT, Optional.of(last.next()), second).isEmpty())
                .isTrue();
    }

    /// As `pg_dump` and `pg_restore` leave a database: rows and sequences as they were, transactions counted anew, by
    /// another server. The reader has heard of what was written after the dump, and is lost.
    @Test
    void in_a_restored_database_a_reader_goes_on_and_misses_nothing() {
        feed.arrive();
        try (var owner = clone.asOwner().open()) {
            var _ = tell(owner, 1);
            hears(1);
            long dumped = owner.createQuery("select last_value from feed_id")
                    .mapTo(Long.class)
                    .one();
            for (int version = 2; version <= 5; version++) {
                var _ = tell(owner, version);
            }
            hears(1, 2, 3, 4, 5);
            var _ = owner.execute("delete from feed where id > ?", dumped);
            var _ = owner.createQuery("select setval('feed_id', " + dumped + ")")
                    .mapTo(Long.class)
                    .one();
            var _ = owner.execute("update feed_place set place = 'another cluster'");
            heard.clear();

            feed.arrive();
            for (int version = 2; version <= 4; version++) {
                var _ = tell(owner, version);
            }
            hears(2, 3, 4);
        }
    }

    @Test
    void at_the_same_place_numbers_go_on() {
        feed.arrive();
        try (var owner = clone.asOwner().open()) {
            long first = tell(owner, 1);
            feed.arrive();
            assertThat(tell(owner, 2)).isEqualTo(first + 1);
        }
    }

    @Test
    void a_reader_that_is_older_than_what_is_kept_is_told_so() {
        try (var owner = clone.asOwner().open()) {
            long first = tell(owner, 1);
            long second = tell(owner, 2);
            var _ = owner.execute("update feed_mark set upto = ?", first);
            assertThatThrownBy(() -> read(first - 1))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isInstanceOf(Gone.class));
            assertThat(read(first)).containsExactly(2);
            hears(2);
            assertThat(read(second)).isEmpty();
        }
    }

    /// As after a file system was put back to an earlier day under the database.
    @Test
    void a_reader_from_a_future_that_was_lost_is_told_so() {
        feed.arrive();
        try (var owner = clone.asOwner().open()) {
            long last = tell(owner, 1);
            assertThat(read(last)).isEmpty();
            assertThatThrownBy(() -> read(last + 1))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isInstanceOf(Gone.class));
        }
    }

    @Test
    void a_reader_of_a_sandbox_that_was_reset_is_told_so() {
        feed.arrive();
        var owner = clone.asOwner();
        long last = owner.withHandle(handle -> tell(handle, 1));
        assertThat(read(last)).isEmpty();
        database.close();
        OpenDollr.resetSandbox(clone.owner());
        try (var again = new Database(clone.server(), 1)) {
            assertThatThrownBy(() -> new Feed(again).read(MERCHANT, Optional.of(last), new Limited(MANY)))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isInstanceOf(Gone.class));
        }
    }

    private List<Integer> read(long after) {
        var events = new Limited(MANY);
        var _ = feed.read(MERCHANT, Optional.of(after), events);
        return events.versions();
    }

    /// Takes so many rows and refuses the next one, as a page does.
    private static final class Limited implements Listing<Event> {
        private final int limit;
        private final List<Event> taken = new ArrayList<>();

        Limited(int limit) {
            this.limit = limit;
        }

        List<Integer> versions() {
            return taken.stream().map(Event::version).toList();
        }

        @Override
        public long after() {
            return 0;
        }

        @Override
        public int fetch() {
            return limit + 1;
        }

        @Override
        public void begin() {
            taken.clear();
        }

        @Override
        public boolean take(Event event) {
            return taken.size() < limit && taken.add(event);
        }
    }
}
