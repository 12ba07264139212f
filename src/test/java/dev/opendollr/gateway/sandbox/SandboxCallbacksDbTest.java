package dev.opendollr.gateway.sandbox;

import static dev.opendollr.gateway.sandbox.Attempts.collect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.Callbacks;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestPostgres;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxCallbacksDbTest {
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final int CALLBACKS_OF_ONE = 500;

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 8);
    private final StoppedClock clock = new StoppedClock();
    private final StoppedClock realTime = new StoppedClock();
    private final SandboxGateway slow = gateway(DELAY);
    private final SandboxGateway quick = gateway(Duration.ZERO);
    private final Queue<AttemptId> arrived = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void an_ordinary_end_is_told_once_when_it_is_due() {
        var good = request(slow, "789");
        var bad = request(slow, "049");
        try (var callbacks = callbacks()) {
            callbacks.tick();
            assertThat(arrived).isEmpty();
            clock.pass(DELAY);
            callbacks.tick();
            callbacks.tick();
            assertThat(arrived).containsExactlyInAnyOrder(good.id(), bad.id());
        }
    }

    @Test
    void what_the_answer_has_told_already_and_what_never_ends_is_not_told() {
        var _ = request(quick, "789");
        var _ = request(quick, "049");
        var _ = request(slow, "129");
        try (var callbacks = callbacks()) {
            clock.pass(Duration.ofDays(400));
            callbacks.tick();
            assertThat(arrived).isEmpty();
        }
    }

    @Test
    void an_end_may_be_told_twice() {
        for (var gateway : List.of(slow, quick)) {
            arrived.clear();
            var attempt = request(gateway, "149");
            try (var callbacks = callbacks()) {
                clock.pass(DELAY);
                callbacks.tick();
                clock.pass(Plan.REPETITION);
                callbacks.tick();
                callbacks.tick();
                assertThat(arrived).containsExactly(attempt.id(), attempt.id());
            }
        }
    }

    @Test
    void a_late_success_is_told_late() {
        var attempt = request(slow, "159");
        try (var callbacks = callbacks()) {
            clock.pass(DELAY);
            callbacks.tick();
            assertThat(arrived).containsExactly(attempt.id());
            clock.pass(Plan.LATENESS);
            callbacks.tick();
            callbacks.tick();
            assertThat(arrived).containsExactly(attempt.id(), attempt.id());
        }
    }

    @Test
    void another_merchants_callback_does_not_wait_behind_all_that_are_due() {
        clone.asOwner().useHandle(owner -> {
            var _ = owner.createUpdate("""
                insert into sandbox_attempt (merchant_id, id, kind, payment_method, currency, amount, provider_id,
                                             created_at, settled_at, callback_at)
                select :merchant, gen_random_uuid(), 'COLLECT', 'MTN_MOMO_LBR', 'USD', 10, 'gw', :at, :at, :at
                  from generate_series(1, :count)
                """)
                    .bind("merchant", Attempts.MERCHANT.value() - 1)
                    .bind("at", clock.instant().minus(Duration.ofHours(1)))
                    .bind("count", CALLBACKS_OF_ONE)
                    .execute();
        });
        var mine = request(slow, "789");
        clock.pass(DELAY);
        try (var callbacks = callbacks()) {
            callbacks.tick();
            assertThat(arrived).hasSize(CALLBACKS_OF_ONE + 1);
            assertThat(List.copyOf(arrived).indexOf(mine.id())).isLessThan(CallbackTable.CLAIMED_MAX);
        }
    }

    @Test
    void rivals_share_what_is_due_and_tell_all_of_it_once() {
        List<AttemptId> requested = new ArrayList<>();
        for (int count = 0; count < 250; count++) {
            requested.add(request(slow, "789").id());
        }
        clock.pass(DELAY);
        try (var one = callbacks();
                var other = callbacks()) {
            Callable<Boolean> tickOne = () -> {
                one.tick();
                return true;
            };
            Callable<Boolean> tickOther = () -> {
                other.tick();
                return true;
            };
            assertThat(Race.failures(Race.run(List.of(tickOne, tickOther, tickOne, tickOther))))
                    .isEmpty();
            Eventually.isTrue("all are told", () -> arrived.size() >= requested.size());
            assertThat(arrived).containsExactlyInAnyOrderElementsOf(requested);
        }
    }

    @Test
    void what_is_not_taken_comes_again_after_the_lease() {
        var attempt = request(slow, "789");
        clock.pass(DELAY);
        var broken = new AtomicBoolean(true);
        try (var callbacks = callbacks((merchant, id) -> {
            if (broken.get()) {
                throw new IllegalStateException("cannot be taken");
            }
            arrived.add(id);
        })) {
            callbacks.tick();
            broken.set(false);
            callbacks.tick();
            assertThat(arrived).isEmpty();
            realTime.pass(SandboxCallbacks.LEASE);
            callbacks.tick();
            assertThat(arrived).containsExactly(attempt.id());
        }
    }

    @Test
    void nothing_is_locked_while_a_callback_is_received() {
        var attempt = request(slow, "789");
        clock.pass(DELAY);
        try (var callbacks = callbacks((merchant, id) -> {
            var _ = new SandboxAttempts(database, clock, () -> {}).complete(merchant, id);
            arrived.add(id);
        })) {
            callbacks.tick();
            assertThat(arrived).containsExactly(attempt.id());
        }
    }

    @Test
    void an_attempt_that_somebody_holds_holds_up_no_other() {
        var held = request(slow, "789");
        var other = request(slow, "789");
        clock.pass(DELAY);
        try (var callbacks = callbacks()) {
            clone.asOwner().useTransaction(holder -> {
                var _ = holder.createQuery("select id from sandbox_attempt where id = :id for update")
                        .bind("id", held.id().value())
                        .mapTo(UUID.class)
                        .one();
                callbacks.tick();
                assertThat(arrived).containsExactly(other.id());
            });
            callbacks.tick();
            assertThat(arrived).containsExactly(other.id(), held.id());
        }
    }

    @Test
    void news_that_come_while_older_news_are_told_are_told_too() {
        var attempt = request(slow, "789");
        InstantSource behind = InstantSource.fixed(clock.instant());
        clock.pass(DELAY);
        var failed = new AtomicBoolean();
        try (var callbacks = callbacks((merchant, id) -> {
            if (failed.compareAndSet(false, true)) {
                var _ = new SandboxAttempts(database, behind, () -> {}).fail(merchant, id, SandboxAttempts.BY_CALL);
            }
            arrived.add(id);
        })) {
            callbacks.tick();
            callbacks.tick();
            callbacks.tick();
            assertThat(arrived).containsExactly(attempt.id(), attempt.id());
        }
    }

    @Test
    void a_ticker_ticks_by_itself_and_survives_whatever_is_thrown() throws InterruptedException {
        var attempt = request(slow, "789");
        clock.pass(DELAY);
        var broken = new AtomicBoolean(true);
        var failed = new CountDownLatch(2);
        InstantSource breaking = () -> {
            if (broken.get()) {
                failed.countDown();
                throw new AssertionError("a clock that fails");
            }
            return clock.instant();
        };
        try (var callbacks = new SandboxCallbacks(database, breaking, realTime, (merchant, id) -> arrived.add(id))) {
            callbacks.start();
            callbacks.wake();
            assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
            broken.set(false);
            Eventually.isTrue("it is told", () -> arrived.contains(attempt.id()));
        }
    }

    private Attempt request(SandboxGateway gateway, String suffix) {
        var attempt = collect(suffix);
        var _ = gateway.request(attempt);
        return attempt;
    }

    private SandboxCallbacks callbacks() {
        return callbacks((merchant, attempt) -> arrived.add(attempt));
    }

    private SandboxCallbacks callbacks(Callbacks receiver) {
        return new SandboxCallbacks(database, clock, realTime, receiver);
    }

    private SandboxGateway gateway(Duration delay) {
        return new SandboxGateway(database, clock, delay, new SecureRandom());
    }
}
