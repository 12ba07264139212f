package dev.opendollr.base.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void it_works_again_at_once_while_there_is_more_to_do() {
        try (var worker = new Worker("test", FOREVER, SHORT, () -> rounds.incrementAndGet() < 100)) {
            worker.start();
            Eventually.isTrue("all is done", () -> rounds.get() == 100);
        }
    }

    @Test
    void it_pauses_when_there_is_nothing_to_do() {
        try (var worker = new Worker("test", SHORT, SHORT, this::nothing)) {
            worker.start();
            Eventually.isTrue("it looks again", () -> rounds.get() >= 3);
        }
    }

    @Test
    void who_wakes_it_during_its_work_is_not_forgotten() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var worker = new Worker("test", FOREVER, SHORT, () -> {
            begun.countDown();
            end.await();
            return nothing();
        })) {
            worker.start();
            begun.await();
            worker.wake();
            end.countDown();
            Eventually.isTrue("it works once more", () -> rounds.get() == 2);
        }
    }

    @Test
    void whatever_the_work_throws_it_goes_on() {
        try (var worker = new Worker("test", SHORT, SHORT, () -> {
            return switch (rounds.incrementAndGet()) {
                case 1 -> throw Unavailable.tooMuchAtOnce();
                case 2 -> throw new IllegalStateException("broken");
                case 3 -> throw new AssertionError("more than broken");
                default -> false;
            };
        })) {
            worker.start();
            Eventually.isTrue("it has worked again after each", () -> {
                worker.wake();
                return rounds.get() >= 4;
            });
        }
    }

    @Test
    void work_that_ends_soon_is_not_interrupted_by_closing() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        var worker = new Worker("test", FOREVER, FOREVER, () -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException closed) {
                interrupted.set(true);
            }
            return nothing();
        });
        worker.start();
        begun.await();
        var closing = Thread.startVirtualThread(worker::close);
        Eventually.isTrue("it is waited for", () -> closing.getState() == Thread.State.TIMED_WAITING);
        end.countDown();
        closing.join();
        assertThat(interrupted).isFalse();
        assertThat(rounds).hasValue(1);
    }

    @Test
    void work_that_does_not_end_is_interrupted_and_no_other_begins() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var worker = new Worker("test", FOREVER, SHORT, () -> {
            rounds.incrementAndGet();
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return true;
            } finally {
                ended.countDown();
            }
        });
        worker.start();
        begun.await();
        worker.close();
        ended.await();
        worker.wake();
        assertThat(rounds).hasValue(1);
    }

    @Test
    void one_that_was_never_started_can_be_closed() {
        new Worker("test", FOREVER, FOREVER, this::nothing).close();
        assertThat(rounds).hasValue(0);
    }

    private boolean nothing() {
        rounds.incrementAndGet();
        return false;
    }
}
