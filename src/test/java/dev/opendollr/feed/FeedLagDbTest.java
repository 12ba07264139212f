package dev.opendollr.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
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
    void the_oldest_number_that_is_not_decided_tells_the_lag() {
        var waiting = new Waiting();
        waiting.see(new Feed.End(0, 0), 50);
        assertThat(waiting.since(60)).as("an empty feed").isZero();
        waiting.see(new Feed.End(7, 3), 100);
        waiting.see(new Feed.End(7, 3), 110);
        waiting.see(new Feed.End(9, 3), 120);
        assertThat(waiting.since(150)).isEqualTo(Duration.ofNanos(50));
        waiting.see(new Feed.End(11, 7), 160);
        assertThat(waiting.since(160)).as("9 waits since 120").isEqualTo(Duration.ofNanos(40));
        waiting.see(new Feed.End(11, 10), 170);
        assertThat(waiting.since(200)).as("11 waits since 160").isEqualTo(Duration.ofNanos(40));
        waiting.see(new Feed.End(11, 11), 210);
        assertThat(waiting.since(230)).isZero();
    }

    @Test
    void what_waits_while_nothing_can_be_measured_grows_and_memory_does_not() {
        var waiting = new Waiting();
        for (int number = 1; number < 100_000; number++) {
            waiting.see(new Feed.End(number, 0), number);
        }
        assertThat(waiting.since(500_000)).isEqualTo(Duration.ofNanos(499_999));
        // The 720 looks of an hour are decided, and later ones were left out.
        waiting.see(new Feed.End(100_000, 720), 500_000);
        assertThat(waiting.since(500_010)).isEqualTo(Duration.ofNanos(10));
    }
}
