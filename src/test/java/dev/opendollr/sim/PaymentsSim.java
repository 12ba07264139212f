package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.WatchedDatabase;
import dev.opendollr.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Merchants move money through a gateway at its worst while the service crashes, from many seeds; whatever
/// happens, in the end no money is lost, made, moved twice or kept after a cancel.
///
/// `-Dsim.seeds=100000` plays more seeds than usual, `-Dsim.first=N` begins with that one, and `-Dsim.seed=N` plays one
/// and prints its steps. The deep run plays other seeds.
@Tag("fuzz")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentsSim {
    /// Whoever plays fewer does not ask what they come across.
    private static final int SEEDS_USUAL = 150;

    private static final int SEEDS = Integer.getInteger("sim.seeds", SEEDS_USUAL);
    private static final long FIRST = Long.getLong("sim.first", 1);
    private static final Optional<Long> ONLY = Optional.ofNullable(Long.getLong("sim.seed"));
    private static final int BROKEN_MAX = 20;
    /// After so many seeds their rows are thrown away, so that the last seed is as fast as the first.
    private static final int SEEDS_TOGETHER = 20;

    /// More seeds than usual are played until they have come across everything there is. So many always have.
    private static final int SEEDS_THAT_SEE_ALL = 500;

    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(20);

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Handle owner = clone.asOwner().open();
    private final Interruptions interruptions = new Interruptions();
    private final Database database = WatchedDatabase.open(
            clone.server(),
            2,
            () -> interruptions.pass(Boundary.Moment.COMMITTING),
            () -> interruptions.pass(Boundary.Moment.COMMITTED));

    /// The simulated process dies; PostgreSQL does not, and need not wait for its disk.
    @BeforeAll
    void commits_are_quick() {
        var name = owner.createQuery("select current_database()")
                .mapTo(String.class)
                .one();
        var _ = owner.execute("alter database " + name + " set synchronous_commit = off");
    }

    @AfterAll
    void close() {
        owner.close();
        database.close();
    }

    @Test
    void money_is_neither_lost_nor_made_whatever_happens() {
        if (ONLY.isPresent()) {
            var result = play(ONLY.get());
            result.journal().forEach(System.out::println);
            assertThat(result.complaints()).isEmpty();
            return;
        }
        List<Simulation.Result> broken = new ArrayList<>();
        var started = Instant.now();
        var told = started;
        var seen = new Sightings();
        int played = 0;
        while (!isEnough(played, seen) && broken.size() < BROKEN_MAX) {
            if (played % SEEDS_TOGETHER == 0) {
                forget();
            }
            var result = play(FIRST + played);
            played++;
            seen.add(result.seen());
            if (!result.isSound()) {
                broken.add(result);
                System.out.println("seed " + result.seed() + " breaks: " + result.complaints());
                forget();
            }
            if (Duration.between(told, Instant.now()).compareTo(PROGRESS_EVERY) > 0) {
                told = Instant.now();
                tell(played, Duration.between(started, told));
            }
        }
        tell(played, Duration.between(started, Instant.now()));
        System.out.println("seen " + seen);
        assertThat(broken.size()).as(() -> explain(broken)).isZero();
        if (SEEDS >= SEEDS_USUAL) {
            assertThat(seen.sightings()).containsOnlyKeys(Sighting.values());
            assertThat(seen.deaths()).containsOnlyKeys(Boundary.values());
            assertThat(seen.doubts().keySet()).containsExactlyInAnyOrderElementsOf(Boundary.afterCommits());
        }
    }

    private static boolean isEnough(int played, Sightings seen) {
        return played >= SEEDS && (SEEDS < SEEDS_USUAL || seen.areAll() || played >= SEEDS_THAT_SEE_ALL);
    }

    @Test
    void a_seed_plays_the_same_steps_again() {
        var first = play(7);
        forget();
        var second = play(7);
        forget();
        assertThat(first.complaints()).isEmpty();
        assertThat(second.complaints()).isEmpty();
        assertThat(second.journal()).isEqualTo(first.journal());
    }

    private Simulation.Result play(long seed) {
        try {
            var result = Simulation.play(seed, database, interruptions);
            if (result.seen().sightings().containsKey(Sighting.RATE_CHANGED)) {
                restoreRates();
            }
            return result;
        } catch (RuntimeException | Error failure) {
            throw new AssertionError("seed " + seed + " could not be played", failure);
        }
    }

    /// Whatever belongs to a merchant, and what was sent to phones; prices stay.
    private void forget() {
        var _ = owner.execute("truncate merchant, feed, prompt cascade");
    }

    /// Seeds must not know of each other.
    private void restoreRates() {
        var _ = owner.execute("delete from fx_rate where source = ?", OutsideEvents.RATES_FROM);
        var _ = owner.execute("update fx_rate set effective_to = null");
    }

    private static void tell(int played, Duration took) {
        System.out.printf(
                "%,d seeds played, of at least %,d, %.1f a second%n",
                played, SEEDS, played * 1000.0 / Math.max(1, took.toMillis()));
    }

    private static String explain(List<Simulation.Result> broken) {
        if (broken.isEmpty()) {
            return "";
        }
        var first = broken.getFirst();
        return "seeds " + broken.stream().map(Simulation.Result::seed).toList() + " break; steps of seed "
                + first.seed() + " (-Dsim.seed=" + first.seed() + " plays it again):\n"
                + String.join("\n", first.journal());
    }
}
