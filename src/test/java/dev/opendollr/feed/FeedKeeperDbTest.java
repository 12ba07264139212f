package dev.opendollr.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.Problem.Gone;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.testing.Listed;
import dev.opendollr.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long changes are told, and how the old ones go.
class FeedKeeperDbTest {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 2);
    private final Feed feed = new Feed(database);
    private Instant now = BEGIN;
    private final FeedKeeper keeper = new FeedKeeper(database, () -> now, KEPT);

    @BeforeEach
    void there_are_merchants() {
        feed.arrive();
        clone.asOwner().useHandle(handle -> handle.execute("""
            insert into merchant (name, merchant_type, created_at)
            select 'Shop', 'ORGANIZATION', '2026-01-01' from generate_series(1, 3)
            """));
    }

    @AfterEach
    void close() {
        keeper.close();
        database.close();
    }

    private long tell(long merchant, int versions) {
        return clone.asOwner().withHandle(handle -> {
            var _ = handle.createUpdate("""
                insert into feed (merchant_id, kind, object_id, version, type, at)
                select :merchant, 'ORDER', 7, version, 'UPDATED', '2026-01-01'
                  from generate_series(1, :versions) as version
                """)
                    .bind("merchant", merchant)
                    .bind("versions", versions)
                    .execute();
            return handle.createQuery("select last_value from feed_id")
                    .mapTo(Long.class)
                    .one();
        });
    }

    private void keepAt(Duration later) {
        now = BEGIN.plus(later);
        while (keeper.work()) {
            assertThat(rows()).isPositive();
        }
    }

    private int rows() {
        return clone.asOwner()
                .withHandle(handle -> handle.createQuery("select count(*) from feed")
                        .mapTo(Integer.class)
                        .one());
    }

    private List<Long> read(Optional<Long> after) {
        return Listed.<Event>rows(0, 100, listing -> {
                    var _ = feed.read(new MerchantId(1), after, listing);
                })
                .stream()
                .map(Event::number)
                .toList();
    }

    private void assertGone(long after) {
        assertThatThrownBy(() -> read(Optional.of(after)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(Gone.class));
    }

    @Test
    void what_is_old_goes_and_who_has_not_heard_it_is_told_so() {
        keepAt(Duration.ZERO);
        long old = tell(1, 1);
        keepAt(HOUR.multipliedBy(2));
        long young = tell(1, 1);
        keepAt(HOUR.multipliedBy(4));
        assertThat(read(Optional.empty())).containsExactly(old, young);

        keepAt(KEPT.plusHours(1));
        assertThat(read(Optional.empty())).as("an hour is not over yet").containsExactly(old, young);
        keepAt(KEPT.plusHours(3));
        assertThat(read(Optional.empty())).containsExactly(young);
        assertThat(rows()).isOne();
        assertGone(old - 1);
        assertThat(read(Optional.of(old))).containsExactly(young);
        keepAt(KEPT.plusHours(5));
        assertThat(read(Optional.empty())).isEmpty();
        assertGone(old);
        assertThat(read(Optional.of(young))).isEmpty();
    }

    @Test
    void what_is_old_goes_also_when_nothing_has_happened_since() {
        long old = tell(1, 1);
        for (int hour = 0; hour < KEPT.toHours(); hour += 12) {
            keepAt(Duration.ofHours(hour));
        }
        assertThat(read(Optional.empty())).containsExactly(old);
        keepAt(KEPT.plusHours(1));
        assertThat(read(Optional.empty())).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void much_goes_in_small_parts_of_all_merchants() {
        var _ = tell(3, 1_200);
        var _ = tell(1, 900);
        keepAt(Duration.ZERO);
        var _ = tell(3, 5);
        now = BEGIN.plus(KEPT);
        assertThat(keeper.work()).isTrue();
        assertThat(rows()).isEqualTo(1_105);
        assertThat(keeper.work()).isTrue();
        assertThat(keeper.work()).isFalse();
        assertThat(rows()).isEqualTo(5);
    }

    @Test
    void before_anything_is_deleted_readers_are_told() {
        long old = tell(1, 1);
        keepAt(Duration.ZERO);
        try (var holder = clone.asOwner().open()) {
            var _ = holder.begin().execute("lock table feed in share mode");
            now = BEGIN.plus(KEPT);
            assertThatThrownBy(keeper::work).isInstanceOf(ProblemException.class);
            assertGone(old - 1);
            holder.rollback();
        }
        assertThat(rows()).isOne();
        keepAt(KEPT);
        assertThat(rows()).isZero();
    }
}
