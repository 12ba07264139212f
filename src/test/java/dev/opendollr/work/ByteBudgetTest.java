package dev.opendollr.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.identity.MerchantId;
import dev.opendollr.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private static final Lane STRANGERS = new Lane.Strangers();
    private static final int KIB = 1_024;
    private static final int ALL = 1_600;
    private static final int OF_STRANGERS = 400;
    private static final int OF_ONE_MERCHANT = 300;

    private final ByteBudget budget = new ByteBudget(ALL);

    @Test
    void of_the_large_answers_of_one_lane_each_is_completed() throws InterruptedException {
        var budget = new ByteBudget(8L * ALL * KIB);
        var completed = new AtomicInteger();
        List<Thread> readers = new ArrayList<>();
        for (int reader = 0; reader < 8; reader++) {
            readers.add(Thread.startVirtualThread(() -> OnBehalf.stranger(() -> {
                OnBehalf.identified(new MerchantId(1));
                Holding.during(budget, () -> {
                    for (int grown = 0; grown < 6 * OF_ONE_MERCHANT; grown++) {
                        Holding.grow(KIB);
                        LockSupport.parkNanos(1);
                    }
                    Holding.complete();
                    completed.incrementAndGet();
                });
            })));
        }
        for (var reader : readers) {
            reader.join();
        }
        assertThat(completed).hasValue(8);
        assertThat(budget.held()).isZero();
        assertThat(budget.growing().busy()).isZero();
    }

    @Test
    void strangers_together_have_a_quarter() {
        assertThat(budget.take(STRANGERS, OF_STRANGERS + 1)).isFalse();
        assertThat(budget.take(STRANGERS, OF_STRANGERS)).isTrue();
        assertThat(budget.take(STRANGERS, 1)).isFalse();
        assertThat(budget.take(merchant(1), OF_ONE_MERCHANT)).isTrue();
        budget.giveBack(STRANGERS, 1);
        assertThat(budget.take(STRANGERS, 1)).isTrue();
    }

    @Test
    void no_merchant_has_more_than_a_quarter_of_the_rest_and_all_together_have_the_rest() {
        for (int id = 1; id <= 4; id++) {
            assertThat(budget.take(merchant(id), OF_ONE_MERCHANT + 1)).isFalse();
            assertThat(budget.take(merchant(id), OF_ONE_MERCHANT)).isTrue();
            assertThat(budget.take(merchant(id), 1)).isFalse();
        }
        assertThat(budget.held()).isEqualTo(ALL - OF_STRANGERS);
        assertThat(budget.take(merchant(5), 1)).isFalse();
        assertThat(budget.take(STRANGERS, OF_STRANGERS)).isTrue();
        budget.giveBack(merchant(4), 1);
        assertThat(budget.take(merchant(5), 1)).isTrue();
    }

    @Test
    void what_must_be_held_is_counted_beyond_the_share() {
        budget.overdraw(merchant(1), 2 * OF_ONE_MERCHANT);
        assertThat(budget.take(merchant(1), 1)).isFalse();
        budget.giveBack(merchant(1), 2 * OF_ONE_MERCHANT);
        assertThat(budget.take(merchant(1), OF_ONE_MERCHANT)).isTrue();
    }

    @Test
    void the_program_itself_is_not_counted() {
        assertThat(budget.take(new Lane.Program(), 10 * ALL)).isTrue();
        assertThat(budget.held()).isZero();
    }

    @Test
    void a_request_gives_back_everything_also_what_it_took_before_its_token_was_read_and_also_when_it_fails() {
        assertThatThrownBy(() -> OnBehalf.stranger(() -> Holding.during(budget, () -> {
                    Holding.take(OF_STRANGERS);
                    OnBehalf.identified(new MerchantId(1));
                    Holding.take(OF_ONE_MERCHANT);
                    Holding.takeAnyway(5);
                    assertThat(budget.held()).isEqualTo(OF_STRANGERS + OF_ONE_MERCHANT + 5);
                    Holding.take(1);
                })))
                .isInstanceOf(ProblemException.class);
        assertThat(budget.held()).isZero();
        assertThat(budget.take(STRANGERS, OF_STRANGERS)).isTrue();
        assertThat(budget.take(merchant(1), OF_ONE_MERCHANT)).isTrue();
    }

    @Test
    void outside_of_a_request_nothing_is_counted() {
        Holding.take(10 * ALL);
        Holding.takeAnyway(10 * ALL);
        assertThat(budget.held()).isZero();
    }

    @Test
    void many_at_once_never_hold_more_than_their_share_and_leave_nothing_behind() throws InterruptedException {
        var most = new AtomicLong();
        var start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            threads.add(Thread.ofPlatform().start(() -> {
                awaitQuietly(start);
                for (int round = 0; round < 20_000; round++) {
                    if (budget.take(STRANGERS, 150)) {
                        most.accumulateAndGet(budget.held(), Math::max);
                        budget.giveBack(STRANGERS, 150);
                    }
                }
            }));
        }
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(most.get()).isBetween(150L, (long) OF_STRANGERS);
        assertThat(budget.held()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static Lane merchant(long id) {
        return new Lane.Merchant(new MerchantId(id));
    }
}
