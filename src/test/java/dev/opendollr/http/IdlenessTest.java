package dev.opendollr.http;

import static org.assertj.core.api.Assertions.assertThat;

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
