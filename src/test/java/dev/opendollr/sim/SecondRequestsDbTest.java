package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.OperationType;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests that are made once more under the same id, while the first one may still be on its way.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondRequestsDbTest {
    private static final Outcome SETTLED = new Outcome.Settled("gw");
    private static final Outcome DECLINED = new Outcome.Declined("NO", "No");
    private static final Outcome UNKNOWN = new Outcome.Unknown("timeout");
    private static final Outcome NOT_FOUND = new Outcome.NotFound();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration DAY = Duration.ofDays(1);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final OneShop shop = new OneShop(gateway, clock, 2);

    @AfterAll
    void the_books_are_right() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRANSFER")
    void the_first_request_may_arrive_after_the_second_one_was_declined(OperationType operation) {
        var execution = unanswered(operation);
        gateway.says(execution, inTurn(NOT_FOUND, DECLINED, NOT_FOUND), SETTLED);
        resolveAfter(MINUTE);
        assertThat(requests(execution)).isEqualTo(2);
        assertThat(shop.now(execution).status()).isEqualTo(ExecutionStatus.PROCESSING);
        gateway.says(SETTLED);
        resolveAfter(MINUTE);
        assertThat(shop.now(execution).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(requests(execution)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRANSFER")
    void what_its_gateway_has_declined_by_its_id_has_failed(OperationType operation) {
        var execution = unanswered(operation);
        gateway.says(execution, inTurn(NOT_FOUND, DECLINED, DECLINED), SETTLED);
        resolveAfter(MINUTE);
        assertThat(shop.now(execution).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(shop.now(execution).answer().gatewayMessage()).contains("NO: No");
        assertThat(shop.isLookedAfter(execution)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRANSFER")
    void what_neither_request_has_brought_fails_after_its_quarter_and_is_looked_for(OperationType operation) {
        var execution = unanswered(operation);
        gateway.says(execution, inTurn(NOT_FOUND, DECLINED, UNKNOWN), SETTLED);
        resolveAfter(MINUTE);
        gateway.says(execution, () -> NOT_FOUND, SETTLED);
        resolveAfter(QUARTER.minus(MINUTE));
        assertThat(shop.now(execution).status()).isEqualTo(ExecutionStatus.PROCESSING);
        resolveAfter(QUARTER);
        assertThat(shop.now(execution).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(requests(execution)).isEqualTo(2);
        gateway.says(SETTLED);
        resolveAfter(DAY);
        assertThat(shop.now(execution).notKeptAt()).isPresent();
    }

    @Test
    void money_that_may_be_on_its_way_back_is_not_sent_by_another_attempt() {
        var collection = notKept();
        saysOfReturns(inTurn(UNKNOWN, DECLINED, NOT_FOUND, UNKNOWN, DECLINED, UNKNOWN));
        resolveAfter(MINUTE);
        for (int looks = 0; looks < 3; looks++) {
            resolveAfter(DAY);
            assertThat(shop.isLookedAfter(collection)).isTrue();
        }
        saysOfReturns(() -> SETTLED);
        resolveAfter(DAY);
        assertThat(shop.isLookedAfter(collection)).isFalse();
        assertThat(returns(collection)).hasSize(5);
        assertThat(Set.copyOf(returns(collection))).hasSize(1);
    }

    @Test
    void money_that_its_gateway_would_not_give_back_is_offered_by_another_attempt() {
        var collection = notKept();
        saysOfReturns(inTurn(UNKNOWN, DECLINED, DECLINED, SETTLED));
        resolveAfter(MINUTE);
        resolveAfter(DAY);
        resolveAfter(DAY);
        assertThat(shop.isLookedAfter(collection)).isFalse();
        assertThat(returns(collection)).hasSize(3);
        assertThat(Set.copyOf(returns(collection))).hasSize(2);
    }

    /// Its gateway has not answered the first request.
    private Execution unanswered(OperationType operation) {
        gateway.says(SETTLED);
        return switch (operation) {
            case COLLECTION -> {
                var order = shop.order("5");
                gateway.says(UNKNOWN);
                yield shop.collect(order);
            }
            case PAYOUT -> {
                gateway.says(UNKNOWN);
                yield shop.payOut(Money.of(CurrencyUnit.USD, 2));
            }
            case REFUND -> {
                var collection = shop.collect(shop.order("5"));
                gateway.says(UNKNOWN);
                yield shop.refund(collection, "2");
            }
            case TRANSFER -> throw new IllegalArgumentException("no gateway carries a transfer");
        };
    }

    /// A collection that was declined, and of which its gateway has called since because it was paid after all.
    private Execution notKept() {
        gateway.says(DECLINED);
        var collection = shop.collect(shop.order("5"));
        shop.arrived(collection);
        return collection;
    }

    private void saysOfReturns(Supplier<Outcome> outcome) {
        gateway.says(attempt -> attempt.kind() == Attempt.Kind.REFUND ? outcome.get() : SETTLED);
    }

    /// The attempt of each request to give a collection back.
    private List<Attempt> returns(Execution collection) {
        return gateway.requested().stream()
                .filter(attempt -> attempt.original()
                        .filter(collection.attemptId()::equals)
                        .isPresent())
                .toList();
    }

    private static Supplier<Outcome> inTurn(Outcome... outcomes) {
        return List.of(outcomes).iterator()::next;
    }

    private long requests(Execution execution) {
        return gateway.requested().stream()
                .filter(attempt -> attempt.id().equals(execution.attemptId()))
                .count();
    }

    private void resolveAfter(Duration time) {
        clock.advance(time);
        var _ = shop.doors().resolver().resolveDue();
    }
}
