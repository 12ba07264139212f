package dev.opendollr.base.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.ServiceReason;
import dev.opendollr.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void end() {
        goOn.countDown();
        threads.close();
    }

    @Test
    void what_comes_meanwhile_goes_together_and_each_gets_its_own_result() throws Exception {
        try (var together = together(3, 10, LONG)) {
            var first = ask(together, "a", "first");
            begun.await();
            List<Future<String>> later = new ArrayList<>();
            for (int wish = 0; wish < 4; wish++) {
                later.add(ask(together, "a", "later " + wish));
                awaitWaiting(together, wish + 1);
            }
            goOn.countDown();
            assertThat(first.get()).isEqualTo("done first");
            for (int wish = 0; wish < 4; wish++) {
                assertThat(later.get(wish).get()).isEqualTo("done later " + wish);
            }
            assertThat(batches)
                    .containsExactly(List.of("first"), List.of("later 0", "later 1", "later 2"), List.of("later 3"));
        }
    }

    @Test
    void one_that_makes_the_batch_fail_harms_no_other() throws Exception {
        try (var together = together(10, 10, LONG)) {
            var first = ask(together, "a", "first");
            begun.await();
            var good = ask(together, "a", "good");
            awaitWaiting(together, 1);
            var poison = ask(together, "a", "poison");
            awaitWaiting(together, 2);
            var better = ask(together, "b", "better");
            awaitWaiting(together, 3);
            goOn.countDown();
            assertThat(first.get()).isEqualTo("done first");
            assertThat(good.get()).isEqualTo("done good");
            assertThat(better.get()).isEqualTo("done better");
            assertThatThrownBy(poison::get).hasRootCauseMessage("poison");
        }
    }

    @Test
    void what_is_unavailable_is_so_for_all_and_not_tried_again() throws Exception {
        try (var together = together(10, 10, LONG)) {
            var first = ask(together, "a", "first");
            begun.await();
            var one = ask(together, "a", "one");
            awaitWaiting(together, 1);
            var away = ask(together, "a", "away");
            awaitWaiting(together, 2);
            goOn.countDown();
            assertThat(first.get()).isEqualTo("done first");
            for (var refused : List.of(one, away)) {
                assertThatThrownBy(refused::get)
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOf(ProblemException.class);
            }
            assertThat(batches).containsExactly(List.of("first"), List.of("one", "away"));
        }
    }

    @Test
    void an_owner_whose_line_is_full_is_refused_at_once_and_others_are_not() throws Exception {
        try (var together = together(10, 1, LONG)) {
            var first = ask(together, "a", "first");
            begun.await();
            var second = ask(together, "a", "second");
            awaitWaiting(together, 1);
            assertThatThrownBy(() -> together.ask("a", "third")).isInstanceOf(ProblemException.class);
            assertThat(together.refused()).isOne();
            var other = ask(together, "b", "other");
            goOn.countDown();
            assertThat(first.get()).isEqualTo("done first");
            assertThat(second.get()).isEqualTo("done second");
            assertThat(other.get()).isEqualTo("done other");
        }
    }

    @Test
    void who_gives_up_before_its_turn_does_nothing() throws Exception {
        try (var together = together(10, 10, Duration.ofSeconds(1))) {
            var first = ask(together, "a", "first");
            begun.await();
            assertThatThrownBy(() -> together.ask("a", "late"))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem()).isInstanceOf(Unavailable.class));
            assertThatThrownBy(first::get).hasCauseInstanceOf(ProblemException.class);
            goOn.countDown();
            Eventually.isTrue("it goes on", () -> isDone(together, "next"));
            assertThat(batches).startsWith(List.of("first"), List.of("next")).doesNotContain(List.of("late"));
            assertThat(together.refused()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void who_still_waits_when_it_is_closed_is_told_so() throws Exception {
        var together = together(10, 10, LONG);
        var first = ask(together, "a", "first");
        begun.await();
        var second = ask(together, "a", "second");
        awaitWaiting(together, 1);
        together.close();
        assertThatThrownBy(second::get)
                .cause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem())
                                .isEqualTo(Unavailable.stopping().problem()));
        assertThatThrownBy(first::get).isInstanceOf(ExecutionException.class);
    }

    @Test
    void an_error_ends_no_worker() throws Exception {
        try (var together = together(10, 10, LONG)) {
            goOn.countDown();
            assertThatThrownBy(() -> together.ask("a", "error")).isInstanceOf(IllegalStateException.class);
            assertThat(together.ask("a", "next")).isEqualTo("done next");
        }
    }

    private Together<String, String, String> together(int sharedMax, int waitingMax, Duration waitMax) {
        return new Together<>("test", new Together.Limits(1, sharedMax, waitingMax, waitMax), this::carryOut);
    }

    private static boolean isDone(Together<String, String, String> together, String wish) {
        try {
            return together.ask("a", wish).equals("done " + wish);
        } catch (ProblemException late) {
            return false;
        }
    }

    private Future<String> ask(Together<String, String, String> together, String owner, String wish) {
        return threads.submit(() -> together.ask(owner, wish));
    }

    private static void awaitWaiting(Together<String, String, String> together, int wishes) {
        Eventually.isTrue("they wait", () -> together.waiting() == wishes);
    }

    private List<String> carryOut(List<String> wishes) {
        if (wishes.contains("poison")) {
            throw new IllegalArgumentException("poison");
        }
        if (wishes.contains("error")) {
            throw new AssertionError("error");
        }
        batches.add(wishes);
        if (wishes.contains("away")) {
            throw new ProblemException(new Unavailable(new ServiceReason.DatabaseAway()));
        }
        begun.countDown();
        try {
            goOn.await();
        } catch (InterruptedException closing) {
            throw new IllegalStateException(closing);
        }
        return wishes.stream().map(wish -> "done " + wish).toList();
    }
}
