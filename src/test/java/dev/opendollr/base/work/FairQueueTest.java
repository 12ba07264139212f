package dev.opendollr.base.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private final FairQueue<String, Integer> queue = new FairQueue<>(100);

    @Test
    void owners_take_turns_and_each_keeps_its_order() throws InterruptedException {
        for (int wish = 1; wish <= 5; wish++) {
            assertThat(queue.offer("flood", wish)).isTrue();
        }
        assertThat(queue.offer("late", 10)).isTrue();
        assertThat(queue.offer("late", 11)).isTrue();
        assertThat(queue.take(3)).containsExactly(1, 10, 2);
        assertThat(queue.offer("new", 20)).isTrue();
        assertThat(queue.take(99)).containsExactly(11, 3, 20, 4, 5);
    }

    @Test
    void a_flood_delays_another_owner_by_at_most_one_batch() throws InterruptedException {
        for (int wish = 0; wish < 100; wish++) {
            assertThat(queue.offer("flood", wish)).isTrue();
        }
        assertThat(queue.take(64)).hasSize(64);
        assertThat(queue.offer("late", 1_000)).isTrue();
        assertThat(queue.take(64)).contains(1_000);
    }

    @Test
    void a_full_line_is_refused_and_no_other() {
        for (int wish = 0; wish < 100; wish++) {
            assertThat(queue.offer("flood", wish)).isTrue();
        }
        assertThat(queue.offer("flood", 100)).isFalse();
        assertThat(queue.offer("other", 1)).isTrue();
        assertThat(queue.takeAll()).hasSize(101);
        assertThat(queue.takeAll()).isEmpty();
    }

    @Test
    void two_workers_leave_nothing_behind() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 200; round++) {
                var first = new CompletableFuture<List<Integer>>();
                var second = new CompletableFuture<List<Integer>>();
                var _ = threads.submit(() -> first.complete(queue.take(1)));
                var _ = threads.submit(() -> second.complete(queue.take(1)));
                assertThat(queue.offer("a", round)).isTrue();
                assertThat(queue.offer("a", -round)).isTrue();
                assertThat(List.of(first.get().getFirst(), second.get().getFirst()))
                        .containsExactlyInAnyOrder(round, -round);
            }
        }
    }
}
