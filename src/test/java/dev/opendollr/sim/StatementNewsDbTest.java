package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.Execution;
import dev.opendollr.execution.OperatorWord;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.source.SourceKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Operators who speak while a call of the gateway has not been heard.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementNewsDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw-1");
    private static final Outcome SETTLED = new Outcome.Settled("gw-1");
    private static final Outcome DECLINED = new Outcome.Declined("NO", "No");
    private static final Outcome UNKNOWN = new Outcome.Unknown("timeout");
    private static final Money TWO = Money.of(CurrencyUnit.USD, 2);
    private static final Duration LONG = Duration.ofHours(2);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final OneShop shop = new OneShop(gateway, clock, 2);

    @AfterAll
    void the_books_are_right() {
        shop.close();
    }

    @Test
    void a_call_before_an_operator_says_that_it_was_paid_is_asked_about_when_it_is_due() {
        var payout = called(ACCEPTED);
        var _ = shop.state(payout, OperatorWord.COMPLETED, "seen on a statement");
        gateway.says(UNKNOWN);
        resolveNow();
        resolve();
        assertThat(shop.events(payout)).containsExactly("STARTED", "ACCEPTED", "COMPLETED");
        gateway.says(DECLINED);
        resolve();
        assertThat(shop.events(payout)).containsExactly("STARTED", "ACCEPTED", "COMPLETED", "CONTRADICTED");
        assertThat(shop.isLookedAfter(payout)).isFalse();
    }

    @Test
    void a_call_before_an_operator_says_that_it_has_failed_is_asked_about_when_it_is_due() {
        var payout = called(ACCEPTED);
        var _ = shop.state(payout, OperatorWord.FAILED, "nothing on the statement");
        gateway.says(SETTLED);
        resolveNow();
        assertThat(shop.now(payout).notKeptAt()).isPresent();
    }

    @Test
    void a_call_before_an_operator_says_that_it_was_paid_late_is_asked_about_when_it_is_due() {
        var payout = called(DECLINED);
        assertThat(shop.state(payout, OperatorWord.COMPLETED, "it was paid").notKeptAt())
                .isPresent();
        var looks = new AtomicInteger();
        gateway.says(payout, () -> looks.incrementAndGet() == 1 ? UNKNOWN : SETTLED, UNKNOWN);
        resolveNow();
        assertThat(looks).hasValue(1);
        resolve();
        assertThat(looks).hasValue(2);
        assertThat(shop.isLookedAfter(payout)).isFalse();
    }

    @Test
    void a_call_before_an_operator_says_that_a_payment_to_be_canceled_has_come_is_asked_about() {
        gateway.says(ACCEPTED);
        var order = shop.order("5");
        var collection = shop.collect(order);
        var _ = shop.sources().requestCancel(shop.trader().caller(), SourceKind.ORDER, order, Optional.empty());
        shop.arrived(collection);
        var stated = shop.state(collection, OperatorWord.COMPLETED, "seen on a statement");
        assertThat(stated.notKeptAt()).isPresent();
        assertThat(stated.newsAt()).isPresent();
        gateway.says(SETTLED);
        resolveNow();
        assertThat(shop.isLookedAfter(collection)).isFalse();
    }

    @Test
    void a_call_that_is_asked_about_while_an_operator_speaks_is_asked_about_until_the_gateway_answers() {
        var payout = called(ACCEPTED);
        Supplier<Outcome> away = () -> {
            var _ = shop.state(payout, OperatorWord.COMPLETED, "seen on a statement");
            gateway.says(UNKNOWN);
            return UNKNOWN;
        };
        gateway.says(payout, away, UNKNOWN);
        resolve();
        resolve();
        gateway.says(DECLINED);
        resolve();
        assertThat(shop.events(payout)).endsWith("COMPLETED", "CONTRADICTED");
    }

    /// A payout of which its gateway has said something and has called since.
    private Execution called(Outcome said) {
        gateway.says(said);
        var payout = shop.payOut(TWO);
        shop.arrived(payout);
        return payout;
    }

    private void resolve() {
        clock.advance(LONG);
        resolveNow();
    }

    private void resolveNow() {
        var _ = shop.doors().resolver().resolveDue();
    }
}
