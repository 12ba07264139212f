package dev.opendollr.merchant;

import static dev.opendollr.merchant.SameLogins.AT_ONCE;
import static dev.opendollr.merchant.SameLogins.WAITING_MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.testing.Eventually;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SameLoginsTest {
    private static final Secret RIGHT = new Secret("ods_right");
    private static final Secret WRONG = new Secret("ods_wrong");

    private final SameLogins logins = new SameLogins();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger looking = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
    }

    @Test
    void a_few_with_the_same_id_and_secret_are_looked_at_and_others_are_not_held_up() {
        flood(AT_ONCE + WAITING_MAX);
        assertThat(logins.run("another", RIGHT, () -> 1)).isEqualTo(1);
        assertThatThrownBy(() -> logins.run("flood", RIGHT, () -> 1)).isInstanceOf(ProblemException.class);
        assertThat(logins.refused()).isEqualTo(1);
        assertThat(looking.get()).isEqualTo(AT_ONCE);
    }

    @Test
    void who_knows_an_id_and_not_its_secret_holds_up_its_own_guesses_alone() {
        flood(AT_ONCE + WAITING_MAX);
        assertThat(logins.run("flood", WRONG, () -> 1)).isEqualTo(1);
    }

    @Test
    void whoever_waits_is_looked_at_when_one_has_ended_and_nothing_is_left_behind() {
        flood(AT_ONCE + 1);
        end.countDown();
        Eventually.isTrue("all are done", () -> logins.busy() == 0);
        assertThat(looking.get()).isEqualTo(AT_ONCE + 1);
        assertThat(logins.refused()).isZero();
    }

    private void flood(int count) {
        for (int login = 0; login < count; login++) {
            var _ = threads.submit(() -> logins.run("flood", RIGHT, this::lookUntilTheEnd));
        }
        Eventually.isTrue("all have arrived", () -> logins.busy() == count && looking.get() == AT_ONCE);
    }

    private boolean lookUntilTheEnd() {
        looking.incrementAndGet();
        try {
            end.await();
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
