package dev.opendollr.sim;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.account.PaymentAccountId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.Problem.Refused;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.Payments.Result;
import dev.opendollr.execution.Prompts;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.testing.Race;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Whoever begins first is the payment in flight: a page, a call of the merchant, or nobody because of a cancel.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayerRacesDbTest {
    private static final int ROUNDS = 200;
    private static final int FEW_ROUNDS = 25;
    private static final int RIVALS = 4;
    private static final int CONNECTIONS = 8;
    private static final Prompts.Limits MANY = new Prompts.Limits(10_000, 10_000, true);

    private final Counting gateway = new Counting();
    private final InstantSource clock = () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
    private final OneShop shop = new OneShop(gateway, clock, CONNECTIONS);
    private final Trader trader = shop.trader();
    private final Payer payer = new Payer(shop, clock, MANY);

    private enum Rival {
        PAGE,
        CANCEL,
        API
    }

    /// Answers each request as it was told to, and counts them.
    private static final class Counting implements Gateway {
        private final AtomicInteger requests = new AtomicInteger();
        private volatile Outcome answer = new Outcome.Accepted("gw");

        @Override
        public Outcome request(Attempt attempt) {
            requests.incrementAndGet();
            return answer;
        }

        @Override
        public Outcome look(Attempt attempt) {
            return answer;
        }

        @Override
        public Outcome cancel(Attempt attempt) {
            throw new IllegalStateException("nothing waits for its payer");
        }

        @Override
        public Optional<Card> card(String token) {
            return Optional.empty();
        }
    }

    @AfterAll
    void the_books_are_right_and_nobody_met_in_a_deadlock() {
        shop.close();
    }

    @Test
    void of_a_page_a_cancel_and_a_call_one_wins() {
        gateway.answer = new Outcome.Accepted("gw");
        Map<Rival, Integer> wins = new EnumMap<>(Rival.class);
        Map<Rival, Integer> waits = new EnumMap<>(Rival.class);
        for (int round = 0; round < ROUNDS; round++) {
            var order = shop.order(Payer.DOLLARS);
            int before = gateway.requests.get();
            var winner = race(order, waits);
            int begun = winner == Rival.CANCEL ? 0 : 1;
            assertThat(shop.status(order))
                    .isEqualTo(winner == Rival.CANCEL ? SourceStatus.CANCELED : SourceStatus.PROCESSING);
            assertThat(payer.attempts(order)).isEqualTo(begun);
            assertThat(gateway.requests.get() - before).isEqualTo(begun);
            wins.merge(winner, 1, Integer::sum);
            // Whoever won gives the others a better start, so that all stay close on any machine.
            waits.merge(winner, 1, Integer::sum);
        }
        assertThat(wins).as("each wins now and then").containsOnlyKeys(Rival.values());
    }

    /// Who won. All others were refused, for a reason that they were told.
    private Rival race(SourceId order, Map<Rival, Integer> waits) {
        var ask = payer.ask(order);
        var session = shop.checkoutSession(order);
        var outcomes = Race.run(List.<Callable<Boolean>>of(
                () -> {
                    roundTrips(waits, Rival.PAGE);
                    return payer.pays(ask) instanceof Result.Begun;
                },
                () -> {
                    roundTrips(waits, Rival.CANCEL);
                    return !shop.sources()
                            .cancel(trader.caller(), SourceKind.ORDER, order, Optional.empty())
                            .repeated();
                },
                () -> {
                    roundTrips(waits, Rival.API);
                    return shop.collect(session).request().sourceId().isPresent();
                }));
        assertThat(Race.failures(outcomes))
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                refused -> assertThat(refused.problem()).isInstanceOf(Refused.class)));
        var rivals = List.of(Rival.PAGE, Rival.CANCEL, Rival.API);
        var winners = rivals.stream()
                .filter(rival -> outcomes.get(rivals.indexOf(rival)).equals(new Race.Outcome.Answered<>(true)))
                .toList();
        assertThat(winners).as("one winner").hasSize(1);
        return winners.getFirst();
    }

    /// Who has won more often than the least lucky one waits for so many round trips to the database.
    private void roundTrips(Map<Rival, Integer> waits, Rival rival) {
        int least = Arrays.stream(Rival.values())
                .mapToInt(each -> waits.getOrDefault(each, 0))
                .min()
                .orElseThrow();
        for (int trip = waits.getOrDefault(rival, 0) - least; trip > 0; trip--) {
            var _ = shop.status(payer.example());
        }
    }

    @Test
    void one_form_sent_many_times_at_once_pays_once() {
        gateway.answer = new Outcome.Accepted("gw");
        for (int round = 0; round < FEW_ROUNDS; round++) {
            var ask = payer.ask(shop.order(Payer.DOLLARS));
            int before = gateway.requests.get();
            var begun = Race.allAnswer(nCopies(RIVALS, (Callable<Execution>) () -> payer.begins(ask)));
            assertThat(begun)
                    .extracting(Execution::id)
                    .containsOnly(begun.getFirst().id());
            assertThat(gateway.requests.get() - before).isOne();
            assertThat(payer.attempts(ask.source())).isOne();
        }
    }

    /// The gateway declines at once, so the order is free again while the other form is on its way.
    @Test
    void of_two_forms_that_show_the_same_only_one_is_sent() {
        gateway.answer = new Outcome.Declined("NO", "No");
        for (int round = 0; round < FEW_ROUNDS; round++) {
            var order = shop.order(Payer.DOLLARS);
            var one = payer.ask(order);
            var other = payer.ask(order);
            int before = gateway.requests.get();
            var results = Race.allAnswer(
                    List.<Callable<String>>of(() -> Payer.word(payer.pays(one)), () -> Payer.word(payer.pays(other))));
            assertThat(results).containsOnlyOnce("Begun");
            assertThat(results).containsAnyOf("AttemptedSince", "PaymentInFlight");
            assertThat(gateway.requests.get() - before).isOne();
        }
    }

    /// All of them would make the account; where nobody knows the payer yet, the party too.
    @Test
    void one_account_is_made_for_a_payer_who_pays_many_orders_at_once() {
        gateway.answer = new Outcome.Accepted("gw");
        for (int round = 0; round < FEW_ROUNDS; round++) {
            var phone = "2317712" + (10_000 + round);
            var customer = round % 2 == 0 ? trader.customer() : shop.nobody();
            var accounts = Race.allAnswer(IntStream.range(0, RIVALS)
                    .mapToObj(_ -> shop.order(Payer.DOLLARS, customer, true))
                    .map(order -> payer.ask(order, PaymentMethod.MTN_MOMO_LBR, phone))
                    .map(ask -> (Callable<PaymentAccountId>)
                            () -> payer.begins(ask).request().paymentAccountId().orElseThrow())
                    .toList());
            assertThat(accounts).containsOnly(accounts.getFirst());
        }
    }
}
