package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.execution.OperatorWord;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Processes that die or sleep between two steps, requests that arrive when nobody expects them any more, and calls
/// of gateways that nobody hears. Tests share a shop, and the resolver looks after what others of them left open,
/// too: a script of several answers must say whom it is about.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostStepsDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw-1");
    private static final Outcome SETTLED = new Outcome.Settled("gw-1");
    private static final Outcome DECLINED = new Outcome.Declined("NO", "No");
    private static final Outcome UNKNOWN = new Outcome.Unknown("timeout");
    private static final Outcome NOT_FOUND = new Outcome.NotFound();
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long SLEEP = Duration.ofSeconds(30).toNanos();

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final AtomicReference<LongSupplier> running = new AtomicReference<>(() -> 0);
    private final Clocks clocks =
            new Clocks(clock, InstantSource.system(), () -> running.get().getAsLong());
    private final OneShop shop = new OneShop(gateway, clocks, 2);

    @AfterAll
    void the_books_are_right() {
        shop.close();
    }

    @Test
    void a_request_that_arrives_after_its_order_was_canceled_is_found_without_a_callback_and_given_back() {
        var order = shop.order("5");
        var collection = missed(order);
        var _ = shop.sources().cancel(shop.trader().caller(), SourceKind.ORDER, order, Optional.empty());
        assertThat(shop.status(order)).isEqualTo(SourceStatus.CANCELED);
        gateway.says(SETTLED);
        resolveAfter(Duration.ofHours(2));
        assertThat(shop.now(collection).notKeptAt()).isPresent();
        assertThat(shop.events(collection)).endsWith("FAILED", "NOT_KEPT");
        assertThat(shop.isLookedAfter(collection)).isFalse();
    }

    @Test
    void what_was_never_found_is_looked_for_during_a_week_and_no_longer() {
        var collection = missed(shop.order("5"));
        for (int day = 0; day < 6; day++) {
            resolveAfter(DAY);
            assertThat(shop.isLookedAfter(collection)).isTrue();
        }
        resolveAfter(DAY);
        resolveAfter(DAY);
        assertThat(shop.isLookedAfter(collection)).isFalse();
    }

    @Test
    void what_fails_long_after_it_was_asked_for_is_looked_for_during_a_week_too() {
        gateway.says(UNKNOWN);
        var order = shop.order("5");
        var collection = shop.collect(order);
        gateway.says(NOT_FOUND);
        resolveAfter(DAY.multipliedBy(8));
        resolveAfter(QUARTER.plus(MINUTE));
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        var _ = shop.sources().cancel(shop.trader().caller(), SourceKind.ORDER, order, Optional.empty());
        resolveAfter(DAY.multipliedBy(6));
        gateway.says(SETTLED);
        resolveAfter(DAY.dividedBy(2));
        assertThat(shop.now(collection).notKeptAt()).isPresent();
        assertThat(shop.isLookedAfter(collection)).isFalse();
    }

    @Test
    void what_an_operator_states_to_have_failed_after_a_week_is_asked_for_all_the_same() {
        gateway.says(ACCEPTED);
        var payout = payOut();
        resolveAfter(DAY.multipliedBy(8));
        var _ = shop.state(payout, OperatorWord.FAILED, "nothing on the statement");
        gateway.says(SETTLED);
        resolveAfter(DAY);
        assertThat(shop.now(payout).notKeptAt()).isPresent();
    }

    @Test
    void a_callback_counts_after_the_week_also_when_the_gateway_is_away() {
        var collection = missed(shop.order("5"));
        for (int day = 0; day < 8; day++) {
            resolveAfter(DAY);
        }
        gateway.says(UNKNOWN);
        shop.arrived(collection);
        resolveAfter(A_MOMENT);
        resolveAfter(DAY);
        gateway.says(SETTLED);
        resolveAfter(DAY);
        assertThat(shop.now(collection).notKeptAt()).isPresent();
    }

    @Test
    void a_callback_that_overtakes_the_look_at_an_open_execution_is_looked_after_at_once() {
        gateway.says(ACCEPTED);
        var payout = payOut();
        resolveAfter(DAY);
        gateway.says(
                payout,
                () -> {
                    gateway.says(SETTLED);
                    shop.arrived(payout);
                    return ACCEPTED;
                },
                ACCEPTED);
        clock.advance(DAY);
        var _ = shop.doors().resolver().resolveDue();
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void a_callback_that_overtakes_a_look_that_took_longer_than_its_lease_is_not_put_off() {
        gateway.says(ACCEPTED);
        var payout = payOut();
        resolveAfter(DAY);
        gateway.says(
                payout,
                () -> {
                    clock.advance(QUARTER);
                    gateway.says(SETTLED);
                    shop.arrived(payout);
                    return ACCEPTED;
                },
                ACCEPTED);
        clock.advance(DAY);
        var _ = shop.doors().resolver().resolveDue();
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void a_callback_that_overtakes_the_first_answer_is_looked_after_at_once() {
        gateway.says(attempt -> {
            gateway.says(SETTLED);
            shop.doors().resolver().arrived(attempt.merchant(), attempt.id());
            return ACCEPTED;
        });
        var payout = payOut();
        resolveAfter(A_MOMENT);
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void whoever_slept_for_half_a_minute_after_beginning_asks_no_gateway() {
        gateway.says(SETTLED);
        var payout = sleeping(() -> payOut());
        assertThat(payout.status()).isEqualTo(ExecutionStatus.PROCESSING);
        assertThat(requests(payout)).isZero();
    }

    /// The process sleeps before it hears the answer, or before it writes it down.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_decline_after_the_lease_is_no_last_word_while_another_process_may_have_asked(int readsInTime) {
        var answers = new Answers(DECLINED, NOT_FOUND);
        gateway.says(_ -> {
            var reads = new AtomicInteger();
            running.set(() -> reads.getAndIncrement() < readsInTime ? 0 : SLEEP);
            return answers.get();
        });
        var payout = payOut();
        running.set(() -> 0);
        assertThat(payout.status()).isEqualTo(ExecutionStatus.PROCESSING);
        assertThat(payout.notFoundSince()).isEmpty();
        gateway.says(SETTLED);
        resolveAfter(MINUTE);
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void a_payment_whose_process_died_before_it_asked_is_asked_for_at_the_first_look_under_its_id() {
        var payout = sleeping(this::payOut);
        gateway.says(payout, new Answers(NOT_FOUND, SETTLED), UNKNOWN);
        resolveAfter(MINUTE);
        assertThat(requests(payout)).isEqualTo(1);
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(shop.now(payout).answer().gatewayMessage()).isEmpty();
    }

    @Test
    void a_request_that_is_made_anew_has_its_own_quarter_of_an_hour_and_is_the_last_one() {
        var payout = sleeping(this::payOut);
        gateway.says(payout, new Answers(NOT_FOUND, UNKNOWN), UNKNOWN);
        resolveAfter(DAY);
        gateway.says(NOT_FOUND);
        resolveAfter(QUARTER.minus(MINUTE));
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.PROCESSING);
        resolveAfter(MINUTE.multipliedBy(30));
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.FAILED);
        resolveAfter(DAY);
        assertThat(requests(payout)).isEqualTo(1);
    }

    @Test
    void a_resolver_that_slept_for_its_whole_lease_leaves_the_request_to_the_next_look() {
        var payout = sleeping(this::payOut);
        gateway.says(
                payout,
                () -> {
                    running.set(() -> Duration.ofMinutes(2).toNanos());
                    return NOT_FOUND;
                },
                NOT_FOUND);
        resolveAfter(MINUTE);
        running.set(() -> 0);
        assertThat(requests(payout)).isZero();
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.PROCESSING);
        gateway.says(payout, new Answers(NOT_FOUND, SETTLED), UNKNOWN);
        resolveAfter(MINUTE);
        assertThat(requests(payout)).isEqualTo(1);
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void what_was_not_found_before_a_resolver_slept_says_nothing_when_it_wakes() {
        gateway.says(UNKNOWN);
        var payout = payOut();
        gateway.says(NOT_FOUND);
        resolveAfter(MINUTE);
        gateway.says(
                payout,
                () -> {
                    clock.advance(QUARTER);
                    running.set(QUARTER::toNanos);
                    return NOT_FOUND;
                },
                NOT_FOUND);
        resolveAfter(MINUTE);
        running.set(() -> 0);
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.PROCESSING);
        gateway.says(SETTLED);
        resolveAfter(MINUTE);
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void nothing_is_asked_for_anew_once_a_cancel_was_asked_for() {
        var order = shop.order("5");
        var collection = sleeping(() -> shop.collect(order));
        var _ = shop.sources().requestCancel(shop.trader().caller(), SourceKind.ORDER, order, Optional.empty());
        gateway.says(NOT_FOUND);
        resolveAfter(MINUTE);
        resolveAfter(QUARTER);
        assertThat(requests(collection)).isZero();
        assertThat(shop.status(order)).isEqualTo(SourceStatus.CANCELED);
    }

    @Test
    void nothing_is_asked_for_anew_once_somebody_else_has_decided_it() {
        var payout = sleeping(this::payOut);
        gateway.says(
                payout,
                () -> {
                    var _ = shop.state(payout, OperatorWord.FAILED, "nobody has it");
                    return NOT_FOUND;
                },
                NOT_FOUND);
        resolveAfter(MINUTE);
        assertThat(requests(payout)).isZero();
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void nothing_is_asked_for_anew_when_the_time_of_its_payer_is_over() {
        var collection = sleeping(() -> shop.collect(shop.order("5")));
        gateway.says(NOT_FOUND);
        resolveAfter(DAY.multipliedBy(30));
        assertThat(requests(collection)).isZero();
    }

    @Test
    void a_host_whose_clock_is_ahead_does_not_make_two_looks_a_quarter_of_an_hour() {
        gateway.says(UNKNOWN);
        var payout = payOut();
        gateway.says(NOT_FOUND);
        resolveAfter(MINUTE);
        InstantSource aheadHost = () -> InstantSource.system().instant().plus(QUARTER);
        InstantSource aheadService = () -> clock.instant().plus(QUARTER);
        try (var ahead = shop.doors(new Clocks(aheadService, aheadHost, () -> 0))) {
            clock.advance(MINUTE);
            var _ = ahead.resolver().resolveDue();
        }
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.PROCESSING);
    }

    @Test
    void an_answer_that_takes_ten_seconds_is_waited_for_by_one_process_only() {
        gateway.says(ACCEPTED);
        var payout = payOut();
        var asked = new AtomicInteger();
        gateway.says(
                payout,
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        clock.advance(Duration.ofSeconds(10));
                        var _ = shop.doors(clocks).resolver().resolveDue();
                    }
                    return SETTLED;
                },
                ACCEPTED);
        resolveAfter(MINUTE);
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_claim_leaves_out_what_somebody_holds() {
        gateway.says(ACCEPTED);
        var held = payOut();
        var free = payOut();
        clock.advance(DAY);
        gateway.says(SETTLED);
        shop.whileHeld(held, this::resolve);
        assertThat(shop.now(free).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(shop.now(held).status()).isEqualTo(ExecutionStatus.PROCESSING);
    }

    /// One answer to the first question, another to those after it.
    private record Answers(Outcome first, Outcome others, AtomicInteger asked) implements Supplier<Outcome> {
        Answers(Outcome first, Outcome others) {
            this(first, others, new AtomicInteger());
        }

        @Override
        public Outcome get() {
            return asked.getAndIncrement() == 0 ? first : others;
        }
    }

    /// A collection that its gateway did not know for long enough.
    private Execution missed(SourceId order) {
        gateway.says(UNKNOWN);
        var collection = shop.collect(order);
        gateway.says(NOT_FOUND);
        resolveAfter(MINUTE);
        resolveAfter(QUARTER.plus(MINUTE));
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        return collection;
    }

    private Execution payOut() {
        return shop.payOut(Money.of(CurrencyUnit.USD, 2));
    }

    /// As a process begins a payment that is stopped for half a minute right after that.
    private Execution sleeping(Supplier<Execution> beginning) {
        var looks = new AtomicInteger();
        running.set(() -> looks.getAndIncrement() == 0 ? 0 : SLEEP);
        try {
            return beginning.get();
        } finally {
            running.set(() -> 0);
        }
    }

    private long requests(Execution execution) {
        return gateway.requested().stream()
                .filter(attempt -> attempt.id().equals(execution.attemptId()))
                .count();
    }

    private void resolveAfter(Duration time) {
        clock.advance(time);
        resolve();
    }

    private void resolve() {
        var _ = shop.doors().resolver().resolveDue();
    }
}
