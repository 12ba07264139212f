package dev.opendollr.base.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.ProblemException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    private static final int KIB = 1_024;
    private static final int ALL = 1_600;
    private static final int OF_STRANGERS = 400;
    private static final int OF_ONE_NETWORK = 100;
    private static final int OF_MERCHANTS = 1_200;
    private static final int OF_ONE_MERCHANT = 300;
    private static final int OF_PAYERS = 400;
    private static final int OF_PAYERS_OF_ONE = 100;
    private static final int CROWD = 12;
    private static final int GROWTH_KIB = 60;

    private final ByteBudget budget = new ByteBudget(ALL);

    @Test
    void of_the_large_answers_of_one_lane_each_is_completed() throws InterruptedException {
        var budget = new ByteBudget(8L * ALL * KIB);
        var completed = new AtomicInteger();
        List<Thread> readers = new ArrayList<>();
        for (int reader = 0; reader < 8; reader++) {
            readers.add(Thread.startVirtualThread(() -> OnBehalf.stranger(CallerNetwork.UNKNOWN, () -> {
                OnBehalf.identified(new MerchantId(1));
                Holding.during(budget, () -> {
                    for (int grown = 0; grown < 6 * OF_ONE_MERCHANT; grown += GROWTH_KIB) {
                        Holding.grow(GROWTH_KIB * KIB);
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
    void strangers_and_merchants_find_nothing_of_what_belongs_to_the_others() {
        budget.overdraw(stranger(1), ALL);
        assertThat(budget.take(stranger(2), 1)).isFalse();
        assertThat(budget.take(merchant(1), OF_ONE_MERCHANT)).isTrue();
        budget.giveBack(stranger(1), ALL);
        budget.overdraw(merchant(2), ALL);
        assertThat(budget.take(merchant(3), 1)).isFalse();
        assertThat(budget.take(stranger(2), OF_ONE_NETWORK)).isTrue();
    }

    @Test
    void one_alone_has_a_quarter_of_the_part() {
        assertThat(budget.take(stranger(1), OF_ONE_NETWORK + 1)).isFalse();
        assertThat(budget.take(stranger(1), OF_ONE_NETWORK)).isTrue();
        assertThat(budget.take(stranger(1), 1)).isFalse();
        assertThat(budget.take(merchant(1), OF_ONE_MERCHANT + 1)).isFalse();
        assertThat(budget.take(merchant(1), OF_ONE_MERCHANT)).isTrue();
        assertThat(budget.take(merchant(1), 1)).isFalse();
        budget.giveBack(merchant(1), 1);
        assertThat(budget.take(merchant(1), 1)).isTrue();
        assertThat(budget.held()).isEqualTo(OF_ONE_NETWORK + OF_ONE_MERCHANT);
    }

    @Test
    void strangers_of_this_machine_have_the_whole_part() {
        Lane here = new Lane.Stranger(new CallerNetwork(InetAddress.ofLiteral("127.0.0.1")));
        assertThat(budget.take(here, OF_STRANGERS + 1)).isFalse();
        assertThat(budget.take(here, OF_STRANGERS)).isTrue();
        assertThat(budget.take(here, 1)).isFalse();
    }

    @Test
    void payers_have_a_third_of_what_merchants_have_and_those_of_one_merchant_a_quarter_of_that() {
        assertThat(budget.take(payer(1), OF_PAYERS_OF_ONE + 1)).isFalse();
        assertThat(budget.take(payer(1), OF_PAYERS_OF_ONE)).isTrue();
        assertThat(budget.take(payer(1), 1)).isFalse();
        assertThat(budget.take(payer(2), OF_PAYERS_OF_ONE / 2))
                .as("others have theirs")
                .isTrue();
        assertThat(budget.take(merchant(1), OF_ONE_MERCHANT / 2)).isTrue();
        assertThat(budget.held()).isEqualTo(2 * OF_PAYERS_OF_ONE - OF_PAYERS_OF_ONE / 2 + OF_ONE_MERCHANT / 2);
        budget.giveBack(payer(1), OF_PAYERS_OF_ONE);
        budget.giveBack(payer(2), OF_PAYERS_OF_ONE / 2);
        budget.giveBack(merchant(1), OF_ONE_MERCHANT / 2);
        assertThat(budget.held()).isZero();
    }

    @Test
    void a_crowd_of_payers_leaves_two_thirds_to_merchants_and_all_of_theirs_to_strangers() {
        for (int id = 1; id <= CROWD; id++) {
            while (budget.take(payer(id), 1)) {
                assertThat(budget.held()).isLessThan(OF_PAYERS);
            }
        }
        assertThat(budget.take(payer(CROWD + 1), 1))
                .as("the next shop's payers")
                .isTrue();
        assertThat(budget.take(merchant(1), (OF_MERCHANTS - OF_PAYERS) / 4)).isTrue();
        assertThat(budget.take(stranger(1), OF_ONE_NETWORK)).isTrue();
    }

    @Test
    void payers_find_nothing_of_what_merchants_hold() {
        budget.overdraw(merchant(1), OF_MERCHANTS);
        assertThat(budget.take(payer(2), 1)).isFalse();
        budget.giveBack(merchant(1), OF_MERCHANTS);
        budget.overdraw(payer(2), OF_PAYERS);
        assertThat(budget.take(payer(3), 1)).isFalse();
        assertThat(budget.take(merchant(3), OF_ONE_MERCHANT / 2)).isTrue();
    }

    @Test
    void a_crowd_that_holds_all_it_may_leaves_room_to_the_next() {
        for (int id = 1; id <= CROWD; id++) {
            while (budget.take(stranger(id), 1)) {
                assertThat(budget.held()).isLessThan(OF_STRANGERS);
            }
        }
        assertThat(budget.take(stranger(CROWD + 1), 1)).isTrue();
        for (int id = 1; id <= CROWD; id++) {
            while (budget.take(merchant(id), 1)) {
                assertThat(budget.held()).isLessThan(ALL);
            }
        }
        assertThat(budget.take(merchant(CROWD + 1), 1)).isTrue();
    }

    /// Four who fill their share must not leave the fifth without, who only wants to log in.
    @Test
    void four_with_all_they_may_have_leave_a_fair_part_to_a_fifth() {
        for (int id = 1; id <= 4; id++) {
            while (budget.take(merchant(id), 1)) {
                assertThat(budget.held()).isLessThan(OF_MERCHANTS);
            }
        }
        assertThat(budget.take(merchant(5), OF_ONE_MERCHANT / 4)).isTrue();
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
        assertThatThrownBy(() -> OnBehalf.stranger(
                        network(1),
                        () -> Holding.during(budget, () -> {
                            Holding.take(OF_ONE_NETWORK);
                            OnBehalf.identified(new MerchantId(1));
                            Holding.take(OF_ONE_MERCHANT);
                            Holding.takeAnyway(5);
                            assertThat(budget.held()).isEqualTo(OF_ONE_NETWORK + OF_ONE_MERCHANT + 5);
                            Holding.take(1);
                        })))
                .isInstanceOf(ProblemException.class);
        assertThat(budget.held()).isZero();
        assertThat(budget.take(stranger(1), OF_ONE_NETWORK)).isTrue();
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
            var lane = stranger(number);
            threads.add(Thread.ofPlatform().start(() -> {
                awaitQuietly(start);
                for (int round = 0; round < 20_000; round++) {
                    if (budget.take(lane, 70)) {
                        most.accumulateAndGet(budget.held(), Math::max);
                        budget.giveBack(lane, 70);
                    }
                }
            }));
        }
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(most.get()).isBetween(70L, (long) OF_STRANGERS);
        assertThat(budget.held()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static CallerNetwork network(int number) {
        return new CallerNetwork(InetAddress.ofLiteral("192.0.2." + number));
    }

    private static Lane stranger(int number) {
        return new Lane.Stranger(network(number));
    }

    private static Lane payer(long merchant) {
        return new Lane.Payer(new MerchantId(merchant));
    }

    private static Lane merchant(long id) {
        return new Lane.Merchant(new MerchantId(id));
    }
}
