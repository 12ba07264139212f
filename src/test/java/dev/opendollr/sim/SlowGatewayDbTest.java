package dev.opendollr.sim;

import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// A gateway that takes its time.
class SlowGatewayDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw");
    private static final Outcome SETTLED = new Outcome.Settled("gw");

    @Test
    void one_question_without_an_answer_holds_up_no_other_payment() {
        var answered = new CountDownLatch(1);
        var gateway = new ScriptedGateway();
        var clock = new SimulatedClock();
        try (var shop = new OneShop(gateway, clock, 2)) {
            gateway.says(ACCEPTED);
            var stuck = payOut(shop);
            var asked = new CountDownLatch(1);
            Supplier<Outcome> never = () -> {
                asked.countDown();
                await(answered);
                return SETTLED;
            };
            gateway.says(stuck, never, ACCEPTED);
            clock.advance(Duration.ofHours(2));
            shop.doors().resolver().start();
            await(asked);
            var next = payOut(shop);
            gateway.says(SETTLED);
            shop.arrived(next);
            Eventually.isTrue("the next payment is completed", () -> isCompleted(shop, next));
            answered.countDown();
            Eventually.isTrue("so is the first", () -> isCompleted(shop, stuck));
        } finally {
            answered.countDown();
        }
    }

    private static boolean isCompleted(OneShop shop, Execution execution) {
        return shop.now(execution).status() == ExecutionStatus.COMPLETED;
    }

    private static Execution payOut(OneShop shop) {
        return shop.payOut(Money.of(CurrencyUnit.USD, 1));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
