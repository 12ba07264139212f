package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.Idleness.Whose;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class IdlenessTest {
    private static final int ROUNDS = 500;
    /// Longer than a wait that does not count, shorter than any that is too long.
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicLong now = new AtomicLong();
    private final Idleness idleness = new Idleness(now::get);

    /// Lets time pass until `condition` holds.
    private void pass(String what, BooleanSupplier condition) {
        long ends = now.get() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(now.addAndGet(STEP.toNanos())).as(what).isLessThan(ends);
        }
    }

    @Test
    void a_stranger_gives_way_before_and_between_requests_and_never_within_one() {
        assertThat(idleness.spare(Whose.STRANGERS)).isPresent();
        assertThat(idleness.begin()).isTrue();
        assertThat(idleness.spare(Whose.STRANGERS)).isEmpty();
        assertThat(idleness.giveWay(Whose.STRANGERS)).isFalse();
        idleness.end(false);
        assertThat(idleness.spare(Whose.STRANGERS)).isPresent();
        assertThat(idleness.giveWay(Whose.STRANGERS)).isTrue();
        assertThat(idleness.begin()).as("what came in that moment").isFalse();
        assertThat(idleness.spare(Whose.STRANGERS)).isEmpty();
        assertThat(idleness.giveWay(Whose.STRANGERS)).isFalse();
    }

    @Test
    void a_caller_with_a_token_does_not_give_way_until_something_comes_without_one() {
        assertThat(idleness.begin()).isTrue();
        idleness.end(true);
        assertThat(idleness.spare(Whose.STRANGERS)).isEmpty();
        assertThat(idleness.giveWay(Whose.STRANGERS)).isFalse();
        assertThat(idleness.begin()).isTrue();
        idleness.end(false);
        assertThat(idleness.giveWay(Whose.STRANGERS)).isTrue();
    }

    @Test
    void a_caller_with_a_token_gives_way_to_nobody_for_a_while_and_then_where_no_stranger_can() {
        assertThat(idleness.begin()).isTrue();
        idleness.end(true);
        assertThat(idleness.giveWay(Whose.ANYBODYS)).isFalse();
        pass("it is idle for long", () -> idleness.spare(Whose.ANYBODYS).isPresent());
        assertThat(idleness.giveWay(Whose.STRANGERS)).isFalse();
        assertThat(idleness.giveWay(Whose.ANYBODYS)).isTrue();
        assertThat(idleness.begin()).isFalse();
    }

    @Test
    void a_caller_with_a_token_whose_body_does_not_come_gives_way_after_a_while_too() {
        assertThat(idleness.begin()).isTrue();
        idleness.awaitBody();
        pass("it takes too long", () -> idleness.spare(Whose.ANYBODYS).isPresent());
        assertThat(idleness.goOn()).isTrue();
        assertThat(idleness.giveWay(Whose.ANYBODYS)).as("its body is there").isFalse();
        idleness.awaitBody();
        assertThat(idleness.giveWay(Whose.ANYBODYS))
                .as("it has only just begun to wait")
                .isFalse();
        pass("it takes too long", () -> idleness.spare(Whose.ANYBODYS).isPresent());
        assertThat(idleness.giveWay(Whose.STRANGERS)).isFalse();
        assertThat(idleness.giveWay(Whose.ANYBODYS)).isTrue();
        assertThat(idleness.goOn()).as("what comes now").isFalse();
    }

    @Test
    void no_request_begins_on_one_that_was_refused() {
        idleness.refuse();
        assertThat(idleness.begin()).isFalse();
        assertThat(idleness.spare(Whose.ANYBODYS)).isEmpty();
    }

    /// It has a while for each request, however many parts that comes in.
    @Test
    void a_strangers_request_is_given_up_only_while_it_waits_and_only_after_a_while() {
        assertThat(idleness.begin()).isTrue();
        idleness.stall();
        assertThat(idleness.giveWay(Whose.STRANGERS))
                .as("it has only just begun")
                .isFalse();
        pass("it takes too long", () -> {
            assertThat(idleness.goOn()).isTrue();
            assertThat(idleness.spare(Whose.STRANGERS))
                    .as("while it is at work")
                    .isEmpty();
            idleness.stall();
            return idleness.spare(Whose.STRANGERS).isPresent();
        });
        assertThat(idleness.goOn()).isTrue();
        assertThat(idleness.giveWay(Whose.STRANGERS)).as("it goes on").isFalse();
        idleness.stall();
        assertThat(idleness.giveWay(Whose.STRANGERS)).isTrue();
        assertThat(idleness.goOn()).as("what comes now").isFalse();
        idleness.end(true);
        assertThat(idleness.begin()).as("nor does another request begin").isFalse();
    }

    /// Each of its requests waits for less than it may.
    @Test
    void what_strangers_take_over_many_requests_counts_together() {
        assertThat(idleness.begin()).isTrue();
        idleness.stall();
        pass("all of them took too long", () -> {
            assertThat(idleness.goOn()).isTrue();
            idleness.end(false);
            assertThat(idleness.begin()).isTrue();
            idleness.stall();
            return idleness.spare(Whose.STRANGERS).isPresent();
        });
        assertThat(idleness.goOn()).isTrue();
        idleness.end(true);
        assertThat(idleness.begin()).isTrue();
        idleness.stall();
        assertThat(idleness.spare(Whose.STRANGERS))
                .as("after a token was shown")
                .isEmpty();
    }

    @Test
    void either_the_request_or_the_newcomer_gets_it() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                var one = new Idleness(System::nanoTime);
                var start = new CountDownLatch(2);
                var begun = threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return one.begin();
                });
                var gone = threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return one.giveWay(Whose.STRANGERS);
                });
                assertThat(begun.get()).isNotEqualTo(gone.get());
            }
        }
    }
}
