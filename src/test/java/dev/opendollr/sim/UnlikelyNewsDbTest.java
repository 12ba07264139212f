package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.execution.OperatorWord;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.ledger.Wallet;
import dev.opendollr.ledger.WalletStatus;
import dev.opendollr.source.HistoryEntry;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.testing.Listed;
import dev.opendollr.testing.Refusals;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What gateways and operators say when something has gone wrong.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnlikelyNewsDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw-1");
    private static final Outcome SETTLED = new Outcome.Settled("gw-1");
    private static final Outcome DECLINED = new Outcome.Declined("NO", "No");
    private static final Outcome UNKNOWN = new Outcome.Unknown("timeout");
    private static final Outcome NOT_FOUND = new Outcome.NotFound();
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
    void a_decline_with_many_words_is_a_decline() {
        gateway.says(new Outcome.Declined("C".repeat(1000), "what\0ever ".repeat(1000)));
        var order = shop.order("5");
        var failed = collect(order);
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.answer().gatewayMessage().orElseThrow()).hasSize(255 + 2 + 255);
        assertThat(shop.status(order)).isEqualTo(SourceStatus.ACTIVE);
        var reasons = Listed.<HistoryEntry>rows(
                        0, 10, listing -> shop.sources().history(shop.trader().id(), SourceKind.ORDER, order, listing))
                .stream()
                .flatMap(entry -> entry.reason().stream())
                .toList();
        assertThat(reasons).singleElement().asString().hasSize(HistoryEntry.REASON_MAX);
    }

    @Test
    void a_gateway_that_takes_back_a_payment_at_length_is_written_down() {
        gateway.says(ACCEPTED);
        var payout = shop.payOut(TWO);
        gateway.says(SETTLED);
        resolve();
        gateway.says(new Outcome.Declined("C".repeat(255), "x".repeat(255)));
        shop.arrived(payout);
        resolve();
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(shop.events(payout)).containsExactly("STARTED", "ACCEPTED", "COMPLETED", "CONTRADICTED");
    }

    @Test
    void a_call_about_what_is_completed_is_asked_about_until_the_gateway_answers() {
        gateway.says(SETTLED);
        var payout = shop.payOut(TWO);
        assertThat(payout.status()).isEqualTo(ExecutionStatus.COMPLETED);
        shop.arrived(payout);
        gateway.says(new Outcome.Unknown("away"));
        resolve();
        resolve();
        gateway.says(new Outcome.Declined("NO", "No"));
        resolve();
        assertThat(shop.events(payout)).containsExactly("STARTED", "COMPLETED", "CONTRADICTED");
        assertThat(shop.isLookedAfter(payout)).isFalse();
    }

    @Test
    void a_call_that_comes_while_a_gateway_takes_back_its_word_is_answered() {
        gateway.says(SETTLED);
        var payout = shop.payOut(TWO);
        shop.arrived(payout);
        var looks = new AtomicInteger();
        gateway.says(attempt -> {
            if (looks.incrementAndGet() > 1) {
                return SETTLED;
            }
            shop.doors().resolver().arrived(attempt.merchant(), attempt.id());
            return new Outcome.Declined("NO", "No");
        });
        resolve();
        assertThat(looks).hasValue(2);
        assertThat(shop.events(payout)).containsExactly("STARTED", "COMPLETED", "CONTRADICTED");
        assertThat(shop.isLookedAfter(payout)).isFalse();
    }

    @Test
    void what_was_said_before_the_money_moved_and_heard_after_is_no_contradiction() {
        gateway.says(ACCEPTED);
        var payout = shop.payOut(TWO);
        Supplier<Outcome> late = () -> {
            gateway.says(SETTLED);
            resolve();
            return DECLINED;
        };
        gateway.says(payout, late, UNKNOWN);
        resolve();
        resolve();
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(shop.now(payout).nextCheckAt()).isEmpty();
        assertThat(shop.events(payout)).containsExactly("STARTED", "ACCEPTED", "COMPLETED");
    }

    @Test
    void what_is_asked_again_because_it_was_said_too_early_is_asked_until_the_gateway_answers() {
        gateway.says(ACCEPTED);
        var payout = shop.payOut(TWO);
        Supplier<Outcome> late = () -> {
            gateway.says(SETTLED);
            resolve();
            gateway.says(UNKNOWN);
            return DECLINED;
        };
        gateway.says(payout, late, UNKNOWN);
        resolve();
        resolve();
        gateway.says(DECLINED);
        resolve();
        assertThat(shop.events(payout)).containsExactly("STARTED", "ACCEPTED", "COMPLETED", "CONTRADICTED");
        assertThat(shop.isLookedAfter(payout)).isFalse();
    }

    @Test
    void an_attempt_that_never_arrived_fails_when_it_was_missed_twice() {
        gateway.says(UNKNOWN);
        var payout = shop.payOut(TWO);
        resolve();
        gateway.says(NOT_FOUND);
        resolve();
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.PROCESSING);
        gateway.says(UNKNOWN);
        resolve();
        gateway.says(NOT_FOUND);
        resolve();
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void an_attempt_that_its_gateway_has_had_is_not_failed_because_it_forgets_it() {
        gateway.says(ACCEPTED);
        var order = shop.order("5");
        var collection = collect(order);
        gateway.says(NOT_FOUND);
        for (int looks = 0; looks < 5; looks++) {
            resolve();
        }
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.PROCESSING);
        gateway.says(SETTLED);
        resolve();
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void a_request_that_arrives_after_it_was_given_up_is_looked_after() {
        gateway.says(NOT_FOUND);
        var payout = shop.payOut(TWO);
        resolve();
        resolve();
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.FAILED);
        gateway.says(ACCEPTED);
        shop.arrived(payout);
        resolve();
        assertThat(shop.now(payout).nextCheckAt()).isPresent();
        gateway.says(SETTLED);
        resolve();
        assertThat(shop.now(payout).notKeptAt()).isPresent();
    }

    @Test
    void a_look_of_another_process_is_left_alone() {
        gateway.says(ACCEPTED);
        var collection = collect(shop.order("5"));
        Supplier<Outcome> late = () -> {
            // It took so long that another process looks too, and dies.
            clock.advance(LONG);
            shop.claimAnew(collection);
            return DECLINED;
        };
        gateway.says(collection, late, UNKNOWN);
        resolve();
        assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(shop.now(collection).nextCheckAt()).isPresent();
    }

    @Test
    void an_operator_states_what_no_gateway_tells_and_puts_no_words_into_its_mouth() {
        gateway.says(ACCEPTED);
        var order = shop.order("5");
        var collection = collect(order);
        var stated = shop.state(collection, OperatorWord.COMPLETED, "seen on a statement");
        assertThat(stated.status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(stated.answer().providerTransactionId()).contains("gw-1");
        var payout = shop.payOut(TWO);
        var failed = shop.state(payout, OperatorWord.FAILED, "r".repeat(HistoryEntry.REASON_MAX));
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.answer().gatewayMessage()).isEmpty();
    }

    @Test
    void nothing_is_stated_that_changes_nothing_or_that_no_gateway_could_have_done() {
        gateway.says(SETTLED);
        var paid = collect(shop.order("5"));
        assertRefused(paid, OperatorWord.COMPLETED, "the execution is COMPLETED already");
        assertRefused(paid, OperatorWord.FAILED, "a refund gives the money back");
        var tooMuch = shop.payOut(Money.of(CurrencyUnit.USD, 1_000_000));
        assertThat(tooMuch.status()).isEqualTo(ExecutionStatus.FAILED);
        assertRefused(tooMuch, OperatorWord.COMPLETED, "no gateway was asked for this execution");
        assertRefused(tooMuch, OperatorWord.FAILED, "the execution is FAILED already");
        var toNobody = shop.transfer(shop.trader().customer(), "1");
        assertThat(toNobody.status()).isEqualTo(ExecutionStatus.FAILED);
        assertRefused(toNobody, OperatorWord.COMPLETED, "a transfer goes through no gateway");

        gateway.says(DECLINED);
        var declined = shop.payOut(TWO);
        assertThat(shop.state(declined, OperatorWord.COMPLETED, "it was paid").notKeptAt())
                .isPresent();
        assertRefused(declined, OperatorWord.COMPLETED, "it is known already that the money");
    }

    @Test
    void money_that_moves_after_an_operator_said_that_it_had_not_goes_back() {
        gateway.says(ACCEPTED);
        var collection = collect(shop.order("5"));
        shop.arrived(collection);
        assertThat(shop.state(collection, OperatorWord.FAILED, "nothing on the statement")
                        .status())
                .isEqualTo(ExecutionStatus.FAILED);
        gateway.says(SETTLED);
        resolve();
        assertThat(shop.now(collection).notKeptAt()).isPresent();
    }

    @Test
    void a_part_of_a_refund_may_round_to_nothing_in_the_wallet() {
        gateway.says(SETTLED);
        var collection = shop.collect(shop.order("10"), shop.trader().payers().getFirst(), CurrencyUnit.of("LRD"));
        var whole = collection.quote().payerAmount();
        var most = shop.refund(collection, whole.minus(0.50).getAmount().toPlainString());
        var rest = shop.refund(collection, "0.50");
        assertThat(rest.status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(rest.quote().payerAmount().isZero()).isTrue();
        assertThat(most.quote().payeeAmount().plus(rest.quote().payeeAmount())).isEqualTo(whole);
    }

    @Test
    void a_wallet_to_which_money_may_come_back_is_not_closed() {
        gateway.says(ACCEPTED);
        // With the fees it takes all there is.
        var payout = shop.payOut(Money.of(CurrencyUnit.of("LRD"), new BigDecimal("29546.80")));
        assertThat(lrdWallet().balance().isZero()).isTrue();
        assertThat(setStatus(WalletStatus.CLOSED)).isEmpty();
        gateway.says(DECLINED);
        resolve();
        assertThat(shop.now(payout).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(lrdWallet().balance().isPositive()).isTrue();
        assertThat(setStatus(WalletStatus.CLOSED)).isEmpty();
        assertThat(setStatus(WalletStatus.FROZEN)).isPresent();
        assertThat(setStatus(WalletStatus.ACTIVE)).isPresent();
    }

    private Wallet lrdWallet() {
        long id = shop.trader().wallets().get(1).value();
        return shop.doors().wallets().list(shop.trader().id(), id - 1, 1).getFirst();
    }

    private Optional<Wallet> setStatus(WalletStatus status) {
        return shop.doors().wallets().setStatus(shop.trader().id(), lrdWallet().id(), status);
    }

    private void assertRefused(Execution execution, OperatorWord word, String why) {
        assertThat(Refusals.sentence(() -> {
                    var _ = shop.state(execution, word, "because");
                }))
                .contains(why);
    }

    private Execution collect(SourceId order) {
        return shop.collect(order);
    }

    private void resolve() {
        clock.advance(LONG);
        var _ = shop.doors().resolver().resolveDue();
    }
}
