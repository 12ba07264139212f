package dev.opendollr.base.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.testing.Eventually;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who computes for long leaves a processor to those who do not.
class ComputingTest {
    private static final MerchantId FLOOD = new MerchantId(1);
    private static final MerchantId OTHER = new MerchantId(2);
    private static final MerchantId A_STRANGER = new MerchantId(3);
    private static final int WAITING_MAX = 64;

    private final LanePlaces places = Computing.places(2);
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<MerchantId> computed = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        end.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(places.busy()).as("whatever ended, nobody keeps a place").isZero();
    }

    private void start(MerchantId merchant, Runnable request) {
        threads.add(Thread.ofVirtual().start(() -> as(merchant, request)));
    }

    private void as(MerchantId merchant, Runnable request) {
        OnBehalf.stranger(CallerNetwork.UNKNOWN, () -> {
            OnBehalf.identified(merchant);
            Computing.during(places, request);
        });
    }

    private void computeUntilTheEnd() {
        Computing.begin();
        try {
            end.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void compute(MerchantId merchant) {
        Computing.begin();
        computed.add(merchant);
    }

    @ParameterizedTest(name = "{0} processors")
    @CsvSource({"1, 1", "2, 1", "4, 3", "16, 15"})
    void a_processor_is_left_for_the_others(int processors, int computing) {
        var many = Computing.places(processors);
        var until = new CountDownLatch(1);
        for (int number = 0; number < 2 * processors; number++) {
            var merchant = new MerchantId(number + 1);
            threads.add(Thread.ofVirtual()
                    .start(() -> OnBehalf.stranger(CallerNetwork.UNKNOWN, () -> {
                        OnBehalf.identified(merchant);
                        Computing.during(many, () -> {
                            Computing.begin();
                            Eventually.isTrue("the test has looked", () -> until.getCount() == 0);
                        });
                    })));
        }
        Eventually.isTrue("all have come", () -> many.busy() == 2 * processors);
        assertThat(many.held()).isEqualTo(computing);
        until.countDown();
    }

    @Test
    void those_who_wait_go_in_turns_of_their_merchants() {
        start(FLOOD, this::computeUntilTheEnd);
        Eventually.isTrue("one computes", () -> places.held() == 1);
        for (int waiting = 1; waiting <= 10; waiting++) {
            int line = waiting;
            start(FLOOD, () -> compute(FLOOD));
            Eventually.isTrue("it waits", () -> places.waiting() == line);
        }
        start(OTHER, () -> compute(OTHER));
        Eventually.isTrue("the other one waits", () -> places.waiting() == 11);
        end.countDown();
        Eventually.isTrue("all have computed", () -> computed.size() == 11);
        assertThat(computed.indexOf(OTHER)).isLessThanOrEqualTo(1);
    }

    @Test
    void strangers_of_however_many_networks_take_turns_with_merchants_as_if_they_were_one() {
        start(FLOOD, this::computeUntilTheEnd);
        Eventually.isTrue("one computes", () -> places.held() == 1);
        for (int network = 1; network <= 40; network++) {
            var stranger = new CallerNetwork(InetAddress.ofLiteral("192.0.2." + network));
            threads.add(Thread.ofVirtual()
                    .start(() ->
                            OnBehalf.stranger(stranger, () -> Computing.during(places, () -> compute(A_STRANGER)))));
        }
        Eventually.isTrue("all strangers wait", () -> places.waiting() == 40);
        start(OTHER, () -> compute(OTHER));
        Eventually.isTrue("the merchant waits", () -> places.waiting() == 41);
        end.countDown();
        Eventually.isTrue("all have computed", () -> computed.size() == 41);
        assertThat(computed.indexOf(OTHER)).isLessThanOrEqualTo(2);
    }

    @Test
    void who_waits_for_something_else_computes_no_more() {
        as(FLOOD, () -> {
            Computing.begin();
            Computing.begin();
            assertThat(places.held()).isEqualTo(1);
            Computing.end();
            assertThat(places.held()).isZero();
            Computing.end();
            Computing.begin();
            assertThat(places.held()).isEqualTo(1);
        });
    }

    @Test
    void too_many_who_wait_for_one_merchant_are_refused_and_another_is_not() {
        start(FLOOD, this::computeUntilTheEnd);
        Eventually.isTrue("one computes", () -> places.held() == 1);
        for (int waiting = 0; waiting < WAITING_MAX; waiting++) {
            start(FLOOD, () -> compute(FLOOD));
        }
        Eventually.isTrue("as many wait as may", () -> places.waiting() == WAITING_MAX);
        assertThatThrownBy(() -> as(FLOOD, Computing::begin)).isInstanceOf(ProblemException.class);
        start(OTHER, () -> compute(OTHER));
        Eventually.isTrue("the other one waits", () -> places.waiting() == WAITING_MAX + 1);
    }

    @Test
    void outside_of_a_request_nobody_waits() {
        start(FLOOD, this::computeUntilTheEnd);
        Eventually.isTrue("one computes", () -> places.held() == 1);
        Computing.begin();
        Computing.end();
        assertThat(places.held()).isEqualTo(1);
    }
}
