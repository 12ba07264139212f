package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.execution.OperatorWord;
import dev.opendollr.execution.Payments.Ask;
import dev.opendollr.execution.Payments.Limit;
import dev.opendollr.execution.Payments.Result;
import dev.opendollr.execution.Prompts;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.testing.LockWaits;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How often payers can try, and which prompts are counted: whatever may have reached a phone, and nothing else.
class PayerLimitsDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw-1");
    private static final Outcome SETTLED = new Outcome.Settled("gw-1");
    private static final Outcome DECLINED = new Outcome.Declined("NO", "No");
    private static final Outcome UNKNOWN = new Outcome.Unknown("timeout");
    private static final PaymentMethod CARD = PaymentMethod.CREDIT_CARD;
    private static final Prompts.Limits MANY = new Prompts.Limits(1_000, 1_000, false);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS_MAX = 10;
    private static final int DECLINED_CARDS_MAX = 5;

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final OneShop shop = new OneShop(gateway, clock, 4);

    @AfterEach
    void the_books_are_right() {
        shop.close();
    }

    @Test
    void a_link_takes_ten_attempts_an_hour() {
        var payer = new Payer(shop, clock, MANY);
        gateway.says(DECLINED);
        var order = shop.order(Payer.DOLLARS);
        var first = payer.begins(order).createdAt();
        for (int attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
            clock.advance(MINUTE);
            var _ = payer.begins(order);
        }
        assertThat(payer.pays(order)).isEqualTo(new Result.TooMany(Limit.LINK, first.plus(HOUR)));
        assertThat(Payer.word(payer.pays(shop.order(Payer.DOLLARS)))).isEqualTo("Begun");
        advanceTo(first.plus(HOUR));
        assertThat(Payer.word(payer.pays(order))).isEqualTo("Begun");
        assertThat(Payer.word(payer.pays(order))).isEqualTo("LINK");
        clock.advance(MINUTE);
        gateway.says(SETTLED);
        assertThat(payer.begins(order).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void what_the_merchant_tries_does_not_count_for_the_link() {
        var payer = new Payer(shop, clock, MANY);
        gateway.says(DECLINED);
        var order = shop.order(Payer.DOLLARS);
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var _ = shop.collect(order);
        }
        assertThat(Payer.word(payer.pays(order))).isEqualTo("Begun");
    }

    @Test
    void after_each_five_declined_cards_a_link_takes_no_card_for_an_hour() {
        var payer = new Payer(shop, clock, MANY);
        gateway.says(DECLINED);
        var order = shop.order(Payer.DOLLARS);
        for (int round = 0; round < 2; round++) {
            for (int card = 0; card < DECLINED_CARDS_MAX; card++) {
                assertThat(Payer.word(payer.pays(card(payer, order)))).isEqualTo("Begun");
                clock.advance(MINUTE);
            }
            var pause = payer.pays(card(payer, order));
            assertThat(Payer.word(pause)).isEqualTo("CARDS");
            clock.advance(HOUR.minus(MINUTE.multipliedBy(2)));
            assertThat(payer.pays(card(payer, order))).isEqualTo(pause);
            advanceTo(((Result.TooMany) pause).until());
        }
    }

    @Test
    void cards_pause_also_when_the_fifth_and_the_sixth_decline_become_known_at_once() {
        var payer = new Payer(shop, clock, MANY);
        gateway.says(DECLINED);
        var order = shop.order(Payer.DOLLARS);
        for (int card = 0; card < DECLINED_CARDS_MAX - 1; card++) {
            var _ = payer.begins(card(payer, order));
        }
        var fifth = givenUp(payer, order);
        clock.advance(MINUTE);
        var sixth = givenUp(payer, order);
        assertThat(Payer.word(payer.pays(card(payer, shop.order(Payer.DOLLARS)))))
                .isEqualTo("Begun");
        declined(fifth, sixth);
        var pause = (Result.TooMany) payer.pays(card(payer, order));
        assertThat(pause)
                .isEqualTo(new Result.TooMany(
                        Limit.CARDS, shop.now(fifth).updatedAt().plus(HOUR)));
        advanceTo(pause.until());
        assertThat(Payer.word(payer.pays(card(payer, order)))).isEqualTo("Begun");
    }

    @Test
    void a_phone_can_pay_while_cards_pause_and_only_declines_count() {
        var payer = new Payer(shop, clock, MANY);
        gateway.says(DECLINED);
        var order = shop.order(Payer.DOLLARS);
        for (int card = 0; card < DECLINED_CARDS_MAX - 1; card++) {
            var _ = payer.begins(card(payer, order));
        }
        var _ = payer.begins(order);
        assertThat(Payer.word(payer.pays(card(payer, order)))).isEqualTo("Begun");
        assertThat(Payer.word(payer.pays(card(payer, order)))).isEqualTo("CARDS");
        gateway.says(SETTLED);
        assertThat(payer.begins(order).status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    void a_phone_gets_three_prompts_in_ten_minutes_whatever_became_of_them() {
        var payer = new Payer(shop, clock, Prompts.LIVE);
        var first = clock.instant();
        for (var outcome : new Outcome[] {DECLINED, UNKNOWN, ACCEPTED}) {
            gateway.says(outcome);
            var _ = payer.begins(shop.order(Payer.DOLLARS));
        }
        int asked = gateway.requested().size();
        var other = shop.order(Payer.DOLLARS);
        var full = (Result.TooMany) payer.pays(other);
        assertThat(full.limit()).isEqualTo(Limit.PHONE);
        assertThat(full.until())
                .isBetween(first.plus(TEN_MINUTES), first.plus(TEN_MINUTES).plusSeconds(1));
        assertThat(gateway.requested()).hasSize(asked);
        assertThat(Payer.word(payer.pays(card(payer, other)))).isEqualTo("Begun");
        advanceTo(full.until());
        assertThat(Payer.word(payer.pays(shop.order(Payer.DOLLARS)))).isEqualTo("Begun");
    }

    @Test
    void a_form_that_is_sent_again_rings_no_phone_and_counts_once() {
        var payer = new Payer(shop, clock, Prompts.LIVE);
        gateway.says(ACCEPTED);
        var ask = payer.ask(shop.order(Payer.DOLLARS));
        for (int time = 0; time < 5; time++) {
            assertThat(Payer.word(payer.pays(ask))).isEqualTo("Begun");
        }
        assertThat(gateway.requested()).hasSize(1);
        assertThat(prompts()).isOne();
    }

    @Test
    void a_payment_that_was_refused_takes_no_place() {
        var payer = new Payer(shop, clock, Prompts.LIVE);
        var order = shop.order(Payer.DOLLARS);
        var ask = payer.ask(order);
        for (int time = 0; time < 5; time++) {
            var tooCheap =
                    payer.ask(order, ask.method(), ask.account(), ask.shown().minus(BigDecimal.ONE));
            assertThat(Payer.word(payer.pays(tooCheap))).isEqualTo("PriceChanged");
        }
        assertThat(prompts()).isZero();
        gateway.says(SETTLED);
        assertThat(payer.begins(ask).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(prompts()).isOne();
    }

    @Test
    void a_payment_of_which_nobody_knows_whether_it_was_begun_keeps_its_place() throws Exception {
        var payer = new Payer(shop, clock, Prompts.LIVE);
        var order = shop.order(Payer.DOLLARS);
        var ask = payer.ask(order);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holder = shop.owner().open()) {
            var _ = holder.begin().execute("select 1 from source where id = ? for update", order.value());
            var payment = threads.submit(() -> payer.pays(ask));
            LockWaits.isReached(shop.owner(), 1);
            breakThatWait();
            assertThat(payment)
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            failure -> assertThat(failure.problem()).isInstanceOf(Unavailable.class));
            var _ = holder.rollback();
        }
        assertThat(prompts()).isOne();
        var tooCheap = new Ask(
                ask.caller(),
                ask.kind(),
                order,
                ask.reference(),
                ask.attempts(),
                ask.method(),
                ask.shown().minus(BigDecimal.ONE),
                ask.account());
        assertThat(Payer.word(payer.pays(tooCheap))).isEqualTo("PriceChanged");
        assertThat(prompts()).as("the first request may have sent its prompt").isOne();
        gateway.says(ACCEPTED);
        assertThat(Payer.word(payer.pays(ask))).isEqualTo("Begun");
        assertThat(prompts()).isOne();
    }

    @Test
    void an_order_that_was_canceled_meanwhile_gives_the_place_back() {
        var payer = new Payer(shop, clock, Prompts.LIVE);
        var order = shop.order(Payer.DOLLARS);
        var ask = payer.ask(order);
        var _ = shop.sources().cancel(shop.trader().caller(), SourceKind.ORDER, order, Optional.empty());
        assertThat(Payer.word(payer.pays(ask))).isEqualTo("CanceledAndFinal");
        assertThat(prompts()).isZero();
    }

    private static Ask card(Payer payer, SourceId order) {
        return payer.ask(order, CARD, Payer.CARD);
    }

    /// A payment by card that was in doubt when an operator gave it up.
    private Execution givenUp(Payer payer, SourceId order) {
        gateway.says(ACCEPTED);
        var execution = payer.begins(card(payer, order));
        return shop.state(execution, OperatorWord.FAILED, "the gateway does not answer");
    }

    /// As if the gateway had declined them when they ended.
    private void declined(Execution... executions) {
        for (var execution : executions) {
            shop.owner()
                    .useHandle(handle -> handle.createUpdate("""
                        update execution
                           set decline_code = 'NO'
                         where merchant_id = :merchant and id = :id
                        """)
                            .bind("merchant", shop.trader().id().value())
                            .bind("id", execution.id().value())
                            .execute());
        }
    }

    private void advanceTo(Instant moment) {
        clock.advance(Duration.between(clock.instant(), moment));
    }

    private long prompts() {
        return shop.owner()
                .withHandle(handle -> handle.createQuery("select count(*) from prompt")
                        .mapTo(Long.class)
                        .one());
    }

    /// As when the connection of whoever waits for a lock is lost. A session may end others of its own role.
    private void breakThatWait() {
        var _ = shop.database()
                .everywhere()
                .single(handle -> handle.createQuery("""
                    select pg_terminate_backend(pid)
                      from pg_locks
                      join pg_stat_activity using (pid)
                     where not granted and datname = current_database()
                    """).mapTo(Boolean.class).list());
    }
}
