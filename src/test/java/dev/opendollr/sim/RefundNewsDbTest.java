package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.ledger.WalletId;
import dev.opendollr.ledger.WalletStatus;
import dev.opendollr.source.HistoryEntry;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.testing.Listed;
import dev.opendollr.testing.Refusals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Refunds whose news come late, or that are asked for while others are in flight; the gateway gives back
/// whatever it is asked for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefundNewsDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw");
    private static final Outcome SETTLED = new Outcome.Settled("gw");
    private static final Outcome DECLINED = new Outcome.Declined("NO", "No");
    private static final CurrencyUnit LRD = CurrencyUnit.of("LRD");
    private static final Duration LONG = Duration.ofHours(2);
    private static final Duration BEHIND = Duration.ofMinutes(1);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final OneShop shop = new OneShop(gateway, clock, 2);

    @AfterAll
    void the_books_are_right() {
        shop.close();
    }

    @Test
    void a_refund_that_was_declined_and_paid_late_has_been_given() {
        var collection = collect("5", CurrencyUnit.USD);
        late(collection, "3");
        assertRefused(() -> shop.refund(collection, "3"), "of the payment is left to refund");
        var rest = collection.quote().payerAmount().minus(Money.of(CurrencyUnit.USD, 3));
        assertThat(shop.refund(collection, rest.getAmount().toPlainString()).status())
                .isEqualTo(ExecutionStatus.COMPLETED);
        assertRefused(() -> shop.refund(collection, "0.01"), "only USD 0.00 of the payment is left");
    }

    @Test
    void in_two_currencies_it_has_also_been_taken() {
        var collection = collect("10", LRD);
        assertThat(collection.quote().payerAmount()).isEqualTo(Money.parse("LRD 2070.00"));
        late(collection, "1000");
        assertRefused(() -> shop.refund(collection, "1070.01"), "only LRD 1070.00 of the payment is left");
        assertThat(shop.refund(collection, "1070").quote().payerAmount()).isEqualTo(Money.parse("USD 5.35"));
    }

    @Test
    void more_can_be_given_than_was_paid_and_then_nothing_is_left() {
        var collection = collect("10", LRD);
        gateway.says(DECLINED);
        var declined = shop.refund(collection, "2000");
        gateway.says(SETTLED);
        assertThat(shop.refund(collection, "1500").status()).isEqualTo(ExecutionStatus.COMPLETED);
        shop.arrived(declined);
        resolve();
        assertThat(shop.now(declined).notKeptAt()).isPresent();
        assertRefused(() -> shop.refund(collection, "0.01"), "only LRD 0.00 of the payment is left");
    }

    @Test
    void what_was_paid_late_is_known_after_all_that_was_begun_whatever_the_clocks_say() {
        var collection = collect("5", CurrencyUnit.USD);
        gateway.says(DECLINED);
        var declined = shop.refund(collection, "5");
        gateway.says(SETTLED);
        clock.advance(LONG);
        var given = shop.refund(collection, "5");
        try (var behind = shop.doors(Clocks.of(() -> clock.instant().minus(BEHIND)))) {
            behind.resolver().arrived(shop.trader().id(), declined.attemptId());
            var _ = behind.resolver().resolveDue();
        }
        assertThat(shop.now(declined).notKeptAt())
                .hasValueSatisfying(late -> assertThat(late).isAfter(given.createdAt()));
    }

    @Test
    void a_small_refund_after_one_that_failed_takes_nothing_or_its_share() {
        var collection = collect("10", LRD);
        gateway.says(DECLINED);
        assertThat(shop.refund(collection, "2.99").status()).isEqualTo(ExecutionStatus.FAILED);
        gateway.says(SETTLED);
        assertThat(shop.refund(collection, "0.01").quote().payerAmount()).isEqualTo(Money.parse("USD 0.01"));
        assertThat(shop.refund(collection, "0.01").quote().payerAmount()).isEqualTo(Money.parse("USD 0.00"));
        assertThat(shop.refund(collection, "1.98").quote().payerAmount()).isEqualTo(Money.parse("USD 0.00"));
        assertThat(shop.refund(collection, "2068").quote().payerAmount()).isEqualTo(Money.parse("USD 10.34"));
    }

    @Test
    void in_two_currencies_one_refund_waits_for_the_other() {
        var collection = collect("10", LRD);
        gateway.says(ACCEPTED);
        var first = shop.refund(collection, "1.99");
        assertRefused(() -> shop.refund(collection, "0.01"), "another refund of this payment is in flight");
        gateway.says(SETTLED);
        resolve();
        assertThat(shop.now(first).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(shop.refund(collection, "0.01").quote().payerAmount()).isEqualTo(Money.parse("USD 0.00"));
    }

    @Test
    void in_one_currency_refunds_overlap() {
        var collection = collect("5", CurrencyUnit.USD);
        gateway.says(ACCEPTED);
        var first = shop.refund(collection, "2");
        var second = shop.refund(collection, "2");
        gateway.says(SETTLED);
        resolve();
        assertThat(shop.now(first).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(shop.now(second).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void what_takes_nothing_asks_the_wallet_all_the_same() {
        var collection = collect("10", LRD);
        assertThat(shop.refund(collection, "0.01").quote().payerAmount()).isEqualTo(Money.parse("USD 0.01"));
        var wallet = shop.trader().wallets().getFirst();
        for (var status : new WalletStatus[] {WalletStatus.RESTRICTED, WalletStatus.FROZEN}) {
            setStatus(wallet, status);
            var refused = shop.refund(collection, "1.99");
            assertThat(refused.quote().payerAmount()).isEqualTo(Money.parse("USD 0.00"));
            assertThat(refused.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(refused.answer().walletMessage()).contains("The USD wallet is " + status);
        }
        setStatus(wallet, WalletStatus.ACTIVE);
        assertThat(shop.refund(collection, "1.99").status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void a_refund_stands_once_in_the_history_however_often_it_is_said() {
        gateway.says(SETTLED);
        var order = shop.order("5");
        var collection = shop.collect(order);
        gateway.says(ACCEPTED);
        var refund = shop.refund(collection, "2");
        assertThat(refunds(order)).isEmpty();
        gateway.says(SETTLED);
        for (int said = 0; said < 3; said++) {
            shop.arrived(refund);
            resolve();
            assertThat(refunds(order)).containsExactly("USD 2.00");
        }
        assertThat(shop.refund(collection, "1").status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(refunds(order)).containsExactly("USD 2.00", "USD 1.00");
    }

    @Test
    void a_receipt_shows_what_was_given_back_or_may_be() {
        var collection = collect("5", CurrencyUnit.USD);
        gateway.says(SETTLED);
        var given = shop.refund(collection, "1");
        gateway.says(DECLINED);
        var _ = shop.refund(collection, "1");
        gateway.says(ACCEPTED);
        var underWay = shop.refund(collection, "1");
        assertThat(shown(collection)).extracting(Execution::id).containsExactly(given.id(), underWay.id());
        var other = collect("5", CurrencyUnit.USD);
        late(other, "2");
        assertThat(shown(other))
                .singleElement()
                .extracting(Execution::notKeptAt)
                .isNotEqualTo(Optional.empty());
    }

    private List<Execution> shown(Execution collection) {
        return shop.database()
                .of(collection.merchant())
                .snapshot(tx -> shop.doors().executions().refunds(tx, collection.merchant(), collection.id()));
    }

    /// What the history of an order says of refunds.
    private List<String> refunds(SourceId order) {
        return Listed.<HistoryEntry>rows(
                        0, 100, listing -> shop.sources().history(shop.trader().id(), SourceKind.ORDER, order, listing))
                .stream()
                .filter(entry -> entry.type() == HistoryEntry.EventType.REFUNDED)
                .map(entry -> entry.reason().orElseThrow())
                .toList();
    }

    private void setStatus(WalletId wallet, WalletStatus status) {
        assertThat(shop.doors().wallets().setStatus(shop.trader().id(), wallet, status))
                .isPresent();
    }

    private Execution collect(String dollars, CurrencyUnit currency) {
        gateway.says(SETTLED);
        var collection =
                shop.collect(shop.order(dollars), shop.trader().payers().getFirst(), currency);
        assertThat(collection.status()).isEqualTo(ExecutionStatus.COMPLETED);
        return collection;
    }

    /// Is declined, and paid after all.
    private void late(Execution collection, String amount) {
        gateway.says(DECLINED);
        var refund = shop.refund(collection, amount);
        assertThat(refund.status()).isEqualTo(ExecutionStatus.FAILED);
        gateway.says(SETTLED);
        shop.arrived(refund);
        resolve();
        assertThat(shop.now(refund).notKeptAt()).isPresent();
    }

    private static void assertRefused(Supplier<Execution> refund, String why) {
        assertThat(Refusals.sentence(() -> {
                    var _ = refund.get();
                }))
                .contains(why);
    }

    private void resolve() {
        clock.advance(LONG);
        var _ = shop.doors().resolver().resolveDue();
    }
}
