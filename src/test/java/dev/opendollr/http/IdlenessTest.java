package dev.opendollr.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Eventually;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class IdlenessTest {
    private static final int ROUNDS = 500;

    private final Idleness idleness = new Idleness();

    @Test
    void a_stranger_gives_way_before_and_between_requests_and_never_within_one() {
        assertThat(idleness.spare()).isPresent();
        assertThat(idleness.begin()).isTrue();
        assertThat(idleness.spare()).isEmpty();
        assertThat(idleness.giveWay()).isFalse();
        idleness.end(false);
        assertThat(idleness.spare()).isPresent();
        assertThat(idleness.giveWay()).isTrue();
        assertThat(idleness.begin()).as("what came in that moment").isFalse();
        assertThat(idleness.spare()).isEmpty();
        assertThat(idleness.giveWay()).isFalse();
    }

    @Test
    void a_caller_with_a_token_does_not_give_way_until_something_comes_without_one() {
        assertThat(idleness.begin()).isTrue();
        idleness.end(true);
        assertThat(idleness.spare()).isEmpty();
        assertThat(idleness.giveWay()).isFalse();
        assertThat(idleness.begin()).isTrue();
        idleness.end(false);
        assertThat(idleness.giveWay()).isTrue();
    }

    /// It has a while for each request, however many parts that comes in.
    @Test
    void a_strangers_request_is_given_up_only_while_it_waits_and_only_after_a_while() {
        assertThat(idleness.begin()).isTrue();
        idleness.stall();
        assertThat(idleness.giveWay()).as("it has only just begun").isFalse();
        Eventually.isTrue("it takes too long", () -> {
            assertThat(idleness.goOn()).isTrue();
            assertThat(idleness.spare()).as("while it is at work").isEmpty();
            idleness.stall();
            return idleness.spare().isPresent();
        });
        assertThat(idleness.goOn()).isTrue();
        assertThat(idleness.giveWay()).as("it goes on").isFalse();
        idleness.stall();
        assertThat(idleness.giveWay()).isTrue();
        assertThat(idleness.goOn()).as("what comes now").isFalse();
        idleness.end(true);
        assertThat(idleness.begin()).as("nor does another request begin").isFalse();
    }

    @Test
    void either_the_request_or_the_newcomer_gets_it() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                var one = new Idleness();
                var start = new CountDownLatch(2);
                var begun = threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return one.begin();
                });
                var gone = threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return one.giveWay();
                });
                assertThat(begun.get()).isNotEqualTo(gone.get());
            }
        }
    }
}
