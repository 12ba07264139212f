package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.execution.OperatorWord;
import dev.opendollr.gateway.Outcome;
import java.time.Duration;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A failed payment has the name of a decline exactly if its gateway has itself declined it: only then is it certain
/// that no money was taken.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeclinesDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw-1");
    private static final Outcome SETTLED = new Outcome.Settled("gw-1");
    private static final Outcome DECLINED = new Outcome.Declined("PAYER_LIMIT_REACHED", "The limit is reached");
    private static final Outcome UNKNOWN = new Outcome.Unknown("timeout");
    private static final Outcome NOT_FOUND = new Outcome.NotFound();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration LONG = Duration.ofHours(2);
    private static final Duration DAY = Duration.ofDays(1);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final OneShop shop = new OneShop(gateway, clock, 2);

    @AfterAll
    void the_books_are_right() {
        shop.close();
    }

    @Test
    void a_gateway_declines_at_once() {
        var collection = collected(DECLINED);
        assertThat(collection.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(collection.declineCode()).contains("PAYER_LIMIT_REACHED");
        assertThat(shop.now(collection).declineCode()).contains("PAYER_LIMIT_REACHED");
    }

    @Test
    void a_gateway_declines_when_it_is_asked_again() {
        var collection = collected(ACCEPTED);
        resolve(DECLINED, MINUTE);
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(shop.now(collection).declineCode()).contains("PAYER_LIMIT_REACHED");
    }

    @Test
    void a_gateway_declines_when_it_is_asked_to_give_up() {
        gateway.says(new Outcome.NeedsAction("gw-1", "gw_secret"));
        var card = shop.trader().payers().getLast();
        var collection = shop.collect(shop.order("5"), card, CurrencyUnit.USD);
        gateway.saysToCancels(DECLINED, UNKNOWN);
        clock.advance(LONG);
        var _ = shop.doors().resolver().resolveDue();
        assertThat(gateway.cancels(collection)).isOne();
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(shop.now(collection).declineCode()).contains("PAYER_LIMIT_REACHED");
    }

    @Test
    void a_name_is_stored_as_far_as_there_is_room() {
        var collection = collected(new Outcome.Declined("C".repeat(1000), "No"));
        assertThat(shop.now(collection).declineCode()).contains("C".repeat(Outcome.SAID_MAX));
    }

    @Test
    void what_was_never_found_was_not_declined() {
        var collection = collected(UNKNOWN);
        resolve(NOT_FOUND, MINUTE);
        resolve(NOT_FOUND, QUARTER.plus(MINUTE));
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(shop.now(collection).declineCode()).isEmpty();
        resolve(DECLINED, DAY);
        assertThat(shop.now(collection).declineCode())
                .as("it was in doubt before")
                .isEmpty();
    }

    @Test
    void what_an_operator_states_was_not_declined() {
        var collection = collected(ACCEPTED);
        var _ = shop.state(collection, OperatorWord.FAILED, "the gateway's people say so");
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(shop.now(collection).declineCode()).isEmpty();
    }

    @Test
    void what_is_paid_after_its_decline_keeps_the_name_and_is_not_kept() {
        var collection = collected(DECLINED);
        shop.arrived(collection);
        resolve(SETTLED, MINUTE);
        assertThat(shop.now(collection).notKeptAt()).isPresent();
        assertThat(shop.now(collection).declineCode()).contains("PAYER_LIMIT_REACHED");
    }

    @Test
    void what_has_completed_has_no_name_whatever_its_gateway_says_later() {
        var collection = collected(SETTLED);
        shop.arrived(collection);
        resolve(DECLINED, MINUTE);
        assertThat(shop.events(collection)).endsWith("CONTRADICTED");
        assertThat(shop.now(collection).declineCode()).isEmpty();
    }

    private Execution collected(Outcome answer) {
        gateway.says(answer);
        return shop.collect(shop.order("5"));
    }

    private void resolve(Outcome answer, Duration after) {
        gateway.says(answer);
        clock.advance(after);
        var _ = shop.doors().resolver().resolveDue();
    }
}
