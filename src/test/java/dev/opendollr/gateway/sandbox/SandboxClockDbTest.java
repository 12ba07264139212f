package dev.opendollr.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.db.Database;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.Refusals;
import dev.opendollr.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxClockDbTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 4);
    private final StoppedClock realTime = new StoppedClock();
    private final Instant start = realTime.instant();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void it_goes_with_real_time_and_ahead_of_it_after_a_move() {
        try (var clock = clock()) {
            assertThat(clock.instant()).isEqualTo(start);
            clock.move(HOUR);
            assertThat(clock.instant()).isEqualTo(start.plus(HOUR));
            realTime.pass(Duration.ofSeconds(5).plusNanos(1_234_567));
            assertThat(clock.instant())
                    .isEqualTo(start.plus(HOUR).plusSeconds(5).plusNanos(1_234_000));
            clock.moveTo(start.plus(HOUR.multipliedBy(3)));
            assertThat(clock.instant()).isEqualTo(start.plus(HOUR.multipliedBy(3)));
        }
    }

    @Test
    void it_is_where_it_was_after_a_restart() {
        try (var clock = clock()) {
            clock.move(HOUR);
        }
        realTime.pass(HOUR);
        try (var restarted = clock()) {
            assertThat(restarted.instant()).isEqualTo(start.plus(HOUR).plus(HOUR));
        }
    }

    @Test
    void it_never_goes_back_and_not_further_than_ten_years() {
        try (var clock = clock()) {
            clock.move(HOUR);
            assertThat(Refusals.sentence(() -> clock.moveTo(start.plus(HOUR).minusMillis(1))))
                    .contains("the clock only goes forward");
            assertThat(Refusals.sentence(() -> clock.moveTo(Instant.EPOCH))).contains("only goes forward");
            assertThat(Refusals.sentence(() -> clock.move(Duration.ofMillis(-1))))
                    .contains("only goes forward");
            var tooFar = SandboxClock.JUMP_MAX.plusMillis(1);
            for (var forward : new Duration[] {tooFar, Duration.ofSeconds(Long.MAX_VALUE)}) {
                assertThat(Refusals.sentence(() -> clock.move(forward))).contains("at most 366 days forward at once");
            }
            assertThat(Refusals.sentence(() -> clock.moveTo(clock.instant().plus(tooFar))))
                    .contains("at once");
            assertThat(Refusals.sentence(() -> clock.moveTo(Instant.parse("9999-12-31T23:59:59Z"))))
                    .contains("at once");
            assertThat(clock.offset()).isEqualTo(HOUR);
            moveNearTheEnd(clock);
            assertThat(Refusals.sentence(() -> clock.move(SandboxClock.JUMP_MAX)))
                    .contains("at most 3650 days ahead");
            var end = start.plus(SandboxClock.OFFSET_MAX);
            assertThat(Refusals.sentence(() -> clock.moveTo(end.plusMillis(1)))).contains("at most 3650 days ahead");
            clock.moveTo(end);
            assertThat(clock.instant()).isEqualTo(end);
        }
        assertThatThrownBy(() -> clone.asOwner()
                        .useHandle(handle -> handle.execute("update sandbox_clock set offset_micros = -1")))
                .isInstanceOf(JdbiException.class);
    }

    @Test
    void moves_at_the_same_time_all_count() {
        try (var one = clock();
                var other = clock()) {
            Callable<Boolean> moveOne = () -> {
                one.move(HOUR);
                return true;
            };
            Callable<Boolean> moveOther = () -> {
                other.move(HOUR);
                return true;
            };
            for (int round = 0; round < 10; round++) {
                assertThat(Race.failures(Race.run(List.of(moveOne, moveOther)))).isEmpty();
            }
            one.refresh();
            assertThat(one.offset()).isEqualTo(HOUR.multipliedBy(20));
        }
    }

    @Test
    void every_process_learns_of_a_move_and_wakes_its_listeners() {
        try (var mover = clock();
                var other = clock()) {
            var moverWoken = new AtomicInteger();
            var otherWoken = new AtomicInteger();
            mover.onMove(() -> {
                throw new IllegalStateException("a listener that fails");
            });
            mover.onMove(moverWoken::incrementAndGet);
            other.onMove(otherWoken::incrementAndGet);
            mover.move(HOUR);
            assertThat(moverWoken).hasValue(1);
            Eventually.isTrue("the other process has learned of it", () -> otherWoken.get() == 1);
            assertThat(other.instant()).isEqualTo(start.plus(HOUR));
            mover.refresh();
            assertThat(moverWoken).hasValue(1);
        }
    }

    @Test
    void it_goes_on_when_the_database_was_away() {
        try (var clock = clock();
                var other = clock()) {
            clone.asOwner().useHandle(handle -> handle.execute("alter table sandbox_clock rename to gone"));
            assertThatThrownBy(clock::refresh).isInstanceOf(JdbiException.class);
            assertThat(clock.instant()).isEqualTo(start);
            clone.asOwner().useHandle(handle -> handle.execute("alter table gone rename to sandbox_clock"));
            other.move(HOUR);
            Eventually.isTrue(
                    "it has learned of the move", () -> clock.instant().equals(start.plus(HOUR)));
        }
    }

    private static void moveNearTheEnd(SandboxClock clock) {
        while (clock.offset().plus(SandboxClock.JUMP_MAX).compareTo(SandboxClock.OFFSET_MAX) <= 0) {
            clock.move(SandboxClock.JUMP_MAX);
        }
    }

    private SandboxClock clock() {
        return new SandboxClock(realTime, database);
    }
}
