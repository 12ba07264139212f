package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.testing.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One merchant has a hundred thousand payments that nobody has settled yet, and another has one.
class FairLooksDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw");
    private static final Outcome SETTLED = new Outcome.Settled("gw");
    private static final int MANY = 100_000;
    /// In which an ordinary payment completes, whatever others have due.
    private static final Duration SOON = Duration.ofSeconds(5);
    /// By the clock of the service, after which a payment is looked at of which nobody has called.
    private static final Duration UNTIL_LOOKED_AT = Duration.ofSeconds(31);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final OneShop shop = new OneShop(gateway, clock, 4);

    private final Backlog ofOther = shop.backlog(shop.otherTrader());

    @AfterEach
    void the_books_are_right() {
        shop.doors().close();
        ofOther.forget();
        shop.close();
    }

    @Test
    void another_merchants_payment_does_not_wait_behind_all_that_is_due() {
        ofOther.add(MANY, false);
        assertCompletedSoon();
    }

    @Test
    void another_merchants_payment_does_not_wait_behind_all_that_was_called_about() {
        ofOther.add(MANY, true);
        assertCompletedSoon();
    }

    @Test
    void another_merchants_payment_that_nobody_calls_about_does_not_wait_either() {
        ofOther.add(MANY, false);
        var collection = collectBesideBacklog();
        clock.advance(UNTIL_LOOKED_AT);
        assertCompletedSoon(collection);
    }

    @Test
    void what_its_gateway_has_called_about_comes_before_what_a_merchant_has_waited_for_longer() {
        gateway.says(ACCEPTED);
        var called = shop.collect(shop.order("5"));
        var own = shop.backlog(shop.trader());
        own.add(MANY, false);
        shop.doors().resolver().start();
        gateway.says(called, () -> SETTLED, ACCEPTED);
        shop.arrived(called);
        Eventually.isTrue("what was called about is completed", () -> isCompleted(called));
        assertThat(own.left()).isPositive();
    }

    private void assertCompletedSoon() {
        var collection = collectBesideBacklog();
        shop.arrived(collection);
        assertCompletedSoon(collection);
    }

    /// A collection that completes as soon as somebody looks.
    private Execution collectBesideBacklog() {
        gateway.says(ACCEPTED);
        shop.doors().resolver().start();
        Eventually.isTrue("the resolver works", () -> ofOther.left() < MANY);
        var collection = shop.collect(shop.order("5"));
        gateway.says(collection, () -> SETTLED, ACCEPTED);
        return collection;
    }

    private void assertCompletedSoon(Execution collection) {
        Eventually.isTrue("the payment is completed", SOON, () -> isCompleted(collection));
        assertThat(ofOther.left()).isPositive();
    }

    private boolean isCompleted(Execution execution) {
        return shop.now(execution).status() == ExecutionStatus.COMPLETED;
    }
}
