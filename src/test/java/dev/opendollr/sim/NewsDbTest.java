package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.source.HistoryEntry;
import dev.opendollr.source.HistoryEntry.EventType;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.testing.Listed;
import java.time.Duration;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What [PaymentsSim] has found, step by step: news that come at an unlucky moment.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewsDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw");
    private static final Outcome SETTLED = new Outcome.Settled("gw");
    private static final Outcome DECLINED = new Outcome.Declined("NO", "No");
    private static final Outcome NEEDS_ACTION = new Outcome.NeedsAction("gw", "gw_secret");
    private static final Outcome UNKNOWN = new Outcome.Unknown("away");
    private static final Duration LONG = Duration.ofHours(2);
    private static final Duration WEEK = Duration.ofDays(7);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final OneShop shop = new OneShop(gateway, clock, 2);

    @AfterAll
    void the_books_are_right() {
        shop.close();
    }

    @Test
    void money_that_comes_after_its_cancel_was_asked_for_goes_back() {
        gateway.says(ACCEPTED);
        var order = shop.order("5");
        var collection = shop.collect(order);
        var _ = shop.sources().requestCancel(shop.trader().caller(), SourceKind.ORDER, order, Optional.empty());
        gateway.says(SETTLED);
        resolve();
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(shop.now(collection).notKeptAt()).isPresent();
        assertThat(shop.status(order)).isEqualTo(SourceStatus.CANCELED);
        assertThat(Listed.<HistoryEntry>rows(
                        4, 10, listing -> shop.sources().history(shop.trader().id(), SourceKind.ORDER, order, listing)))
                .extracting(HistoryEntry::type)
                .containsExactly(
                        EventType.CANCEL_REQUESTED,
                        EventType.PAYMENT_NOT_KEPT,
                        EventType.CANCELED,
                        EventType.PAYMENT_RETURNED);
    }

    @Test
    void a_late_success_is_asked_for_until_the_gateway_answers() {
        gateway.says(DECLINED);
        var collection = shop.collect(shop.order("5"));
        assertThat(collection.status()).isEqualTo(ExecutionStatus.FAILED);
        gateway.says(UNKNOWN);
        shop.arrived(collection);
        resolve();
        gateway.says(SETTLED);
        resolve();
        assertThat(shop.now(collection).notKeptAt()).isPresent();
    }

    @Test
    void a_callback_that_overtakes_an_answer_is_not_lost() {
        gateway.says(attempt -> {
            shop.doors().resolver().arrived(attempt.merchant(), attempt.id());
            return DECLINED;
        });
        var collection = shop.collect(shop.order("5"));
        assertThat(collection.status()).isEqualTo(ExecutionStatus.FAILED);
        gateway.says(SETTLED);
        resolve();
        assertThat(shop.now(collection).notKeptAt()).isPresent();
    }

    @Test
    void a_callback_that_overtakes_a_look_at_what_has_failed_is_not_lost() {
        gateway.says(DECLINED);
        var collection = shop.collect(shop.order("5"));
        shop.arrived(collection);
        gateway.says(attempt -> {
            gateway.says(SETTLED);
            shop.doors().resolver().arrived(attempt.merchant(), attempt.id());
            return DECLINED;
        });
        resolve();
        resolve();
        assertThat(shop.now(collection).notKeptAt()).isPresent();
    }

    @Test
    void money_that_went_back_after_all_is_not_offered_again() {
        gateway.says(DECLINED);
        var collection = shop.collect(shop.order("5"));
        shop.arrived(collection);
        gateway.says(attempt -> attempt.kind() == Attempt.Kind.COLLECT ? SETTLED : DECLINED);
        var _ = shop.doors().resolver().resolveDue();
        var declined = gateway.requested().getLast();
        assertThat(declined.kind()).isEqualTo(Attempt.Kind.REFUND);
        gateway.says(attempt -> attempt.equals(declined) ? SETTLED : new Outcome.NotFound());
        shop.doors().resolver().arrived(shop.trader().id(), declined.id());
        int asked = gateway.requested().size();
        for (int times = 0; times < 5; times++) {
            resolve();
        }
        assertThat(gateway.requested()).hasSize(asked);
        clock.advance(WEEK);
        resolve();
        assertThat(shop.isLookedAfter(collection)).isFalse();
    }

    @Test
    void an_abandoned_card_has_failed_only_when_the_gateway_confirms_it() {
        gateway.says(NEEDS_ACTION);
        var order = shop.order("5");
        var collection = collectByCard(order);
        assertThat(collection.status()).isEqualTo(ExecutionStatus.PROCESSING);
        gateway.says(UNKNOWN);
        for (int times = 0; times < 3; times++) {
            resolve();
            assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.PROCESSING);
            assertThat(shop.status(order)).isEqualTo(SourceStatus.PROCESSING);
        }
        assertThat(gateway.cancels(collection)).isEqualTo(3);
        gateway.says(DECLINED);
        resolve();
        assertThat(gateway.cancels(collection)).isEqualTo(4);
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(shop.status(order)).isEqualTo(SourceStatus.ACTIVE);
        assertThat(shop.isLookedAfter(collection)).isFalse();
    }

    @Test
    void a_card_that_paid_before_it_was_given_up_has_paid() {
        gateway.says(NEEDS_ACTION);
        var order = shop.order("5");
        var collection = collectByCard(order);
        gateway.says(SETTLED);
        resolve();
        assertThat(gateway.cancels(collection)).isEqualTo(1);
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(shop.status(order)).isEqualTo(SourceStatus.PAID);
    }

    private Execution collectByCard(SourceId order) {
        return shop.collect(order, shop.trader().payers().getLast(), CurrencyUnit.USD);
    }

    private void resolve() {
        clock.advance(LONG);
        var _ = shop.doors().resolver().resolveDue();
    }
}
