package dev.opendollr.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.db.Database;
import dev.opendollr.feed.FeedLag.Waiting;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.TestPostgres;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedLagDbTest {
    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 2);
    private final FeedLag lag = new FeedLag(new Feed(database));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void an_open_transaction_that_has_taken_a_number_is_seen_until_it_ends() {
        try (var writer = clone.asOwner().open()) {
            var _ = writer.begin()
                    .createQuery("select nextval('feed_id') from pg_current_xact_id()")
                    .mapTo(Long.class)
                    .one();
            Eventually.isTrue("the lag grows", () -> measured().isPositive());
            var before = measured();
            assertThat(measured()).isGreaterThan(before);
            writer.rollback();
        }
        Eventually.isTrue("nothing waits", () -> measured().isZero());
    }

    private Duration measured() {
        var _ = lag.measure();
        return lag.lag();
    }

    @Test
    void the_wait_counts_from_the_first_look_and_anew_for_the_next_number() {
        var waiting = new Waiting();
        assertThat(waiting.since(new Feed.End(0, 0), 50)).as("an empty feed").isZero();
        assertThat(waiting.since(new Feed.End(7, 3), 100)).isZero();
        assertThat(waiting.since(new Feed.End(8, 3), 130)).isEqualTo(Duration.ofNanos(30));
        assertThat(waiting.since(new Feed.End(9, 7), 160))
                .as("9 waits from now on")
                .isZero();
        assertThat(waiting.since(new Feed.End(9, 8), 200)).isEqualTo(Duration.ofNanos(40));
        assertThat(waiting.since(new Feed.End(9, 9), 230)).isZero();
    }
}
