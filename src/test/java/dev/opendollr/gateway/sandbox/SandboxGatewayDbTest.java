package dev.opendollr.gateway.sandbox;

import static dev.opendollr.gateway.sandbox.Attempts.MERCHANT;
import static dev.opendollr.gateway.sandbox.Attempts.TEN;
import static dev.opendollr.gateway.sandbox.Attempts.card;
import static dev.opendollr.gateway.sandbox.Attempts.collect;
import static dev.opendollr.gateway.sandbox.Attempts.payOut;
import static dev.opendollr.gateway.sandbox.Attempts.refund;
import static dev.opendollr.gateway.sandbox.Attempts.withId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.gateway.Outcome.Accepted;
import dev.opendollr.gateway.Outcome.Declined;
import dev.opendollr.gateway.Outcome.NeedsAction;
import dev.opendollr.gateway.Outcome.NotFound;
import dev.opendollr.gateway.Outcome.Settled;
import dev.opendollr.gateway.Outcome.Unknown;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestPostgres;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxGatewayDbTest {
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final int ROUNDS = 10;
    private static final MerchantId OTHER = new MerchantId(8);

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 8);
    private final StoppedClock clock = new StoppedClock();
    private final Gateway quick = gateway(Duration.ZERO);
    private final Gateway slow = gateway(DELAY);
    private final Outages outages = new Outages(database, clock);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void without_a_delay_the_answer_is_the_outcome() {
        assertThat(quick.request(collect("789"))).isInstanceOf(Settled.class);
        assertThat(quick.request(payOut("789"))).isInstanceOf(Settled.class);
        assertThat(code(quick.request(collect("049")))).isEqualTo("INSUFFICIENT_BALANCE");
        assertThat(code(quick.request(payOut("089")))).isEqualTo("RECIPIENT_NOT_FOUND");
    }

    @Test
    void with_a_delay_the_outcome_comes_due_on_the_sandbox_clock() {
        var good = collect("789");
        var bad = collect("019");
        assertThat(slow.request(good)).isInstanceOf(Accepted.class);
        assertThat(slow.request(bad)).isInstanceOf(Accepted.class);
        clock.pass(DELAY.minusNanos(1_000));
        assertThat(slow.look(good)).isInstanceOf(Accepted.class);
        clock.pass(Duration.ofNanos(1_000));
        assertThat(slow.look(good)).isInstanceOf(Settled.class);
        assertThat(code(slow.look(bad))).isEqualTo("PAYER_LIMIT_REACHED");
    }

    @Test
    void the_same_id_again_changes_nothing_and_answers_where_it_stands() {
        var first = collect("789");
        var answer = slow.request(first);
        assertThat(slow.request(first)).isEqualTo(answer);
        assertThat(slow.request(withId(first.id(), payOut("049")))).isEqualTo(answer);
        clock.pass(DELAY);
        assertThat(slow.request(withId(first.id(), card(Optional.empty())))).isInstanceOf(Settled.class);
        assertThat(slow.request(refund(first.id(), first, TEN))).isInstanceOf(Settled.class);
        assertThat(attempts()).isOne();
        assertThat(refunded(first)).isEqualByComparingTo("0");
    }

    @Test
    void another_merchant_may_have_the_same_id() {
        var mine = collect("789");
        assertThat(quick.request(mine)).isInstanceOf(Settled.class);
        var theirs = new Attempt(
                mine.id(),
                OTHER,
                mine.kind(),
                mine.method(),
                mine.account(),
                mine.amount(),
                mine.original(),
                mine.reference());
        assertThat(quick.look(theirs)).isEqualTo(new NotFound());
    }

    @Test
    void rivals_with_one_id_are_one_attempt() {
        for (int round = 0; round < ROUNDS; round++) {
            var attempt = collect("789");
            Callable<Outcome> rival = () -> quick.request(attempt);
            var answers = Race.answers(Race.run(Collections.nCopies(8, rival)));
            assertThat(answers).hasSize(8).allMatch(answers.getFirst()::equals);
            assertThat(attempts()).isEqualTo(round + 1);
        }
    }

    @Test
    void a_request_that_times_out_turns_out_completed() {
        var attempt = collect("139");
        assertThat(quick.request(attempt)).isInstanceOf(Unknown.class);
        assertThat(quick.look(attempt)).isInstanceOf(Settled.class);
        assertThat(quick.request(attempt)).isInstanceOf(Settled.class);
        var slowly = collect("139");
        assertThat(slow.request(slowly)).isInstanceOf(Unknown.class);
        assertThat(slow.look(slowly)).isInstanceOf(Accepted.class);
    }

    @Test
    void a_failure_turns_out_completed_later() {
        var attempt = collect("159");
        assertThat(code(quick.request(attempt))).isEqualTo("UNSPECIFIED_FAILURE");
        clock.pass(Plan.LATENESS);
        assertThat(quick.look(attempt)).isInstanceOf(Settled.class);
    }

    @Test
    void what_was_never_asked_for_is_not_found() {
        assertThat(quick.look(collect("789"))).isEqualTo(new NotFound());
        assertThat(quick.cancel(card(Optional.empty()))).isEqualTo(new NotFound());
    }

    @Test
    void everything_is_as_it_was_after_a_restart() {
        var stuck = collect("129");
        var waiting = card(Optional.empty());
        var before = List.of(slow.request(stuck), slow.request(waiting));
        var restarted = gateway(Duration.ofSeconds(40));
        assertThat(List.of(restarted.look(stuck), restarted.look(waiting))).isEqualTo(before);
    }

    @Test
    void cards_are_decided_at_once_whatever_the_delay() {
        assertThat(slow.request(card(Optional.of("pm_card_visa")))).isInstanceOf(Settled.class);
        assertThat(code(slow.request(card(Optional.of("pm_card_chargeDeclinedExpiredCard")))))
                .isEqualTo("expired_card");
        assertThat(slow.request(card(Optional.of("pm_unknown"))))
                .isEqualTo(new Declined("resource_missing", "No such PaymentMethod"));
        assertThat(slow.card("pm_card_amex")).contains(new Gateway.Card("amex", Optional.of("US")));
        assertThat(slow.card("pm_unknown")).isEmpty();
    }

    @Test
    void a_card_that_waits_for_its_payer_can_be_given_up() {
        for (var token : List.of(Optional.<String>empty(), Optional.of("pm_card_authenticationRequired"))) {
            var attempt = card(token);
            assertThat(slow.request(attempt))
                    .isInstanceOfSatisfying(
                            NeedsAction.class,
                            waiting -> assertThat(waiting.clientSecret())
                                    .matches("pi_[0-9a-f]{24}_secret_[0-9a-f]{32}")
                                    .startsWith(waiting.providerId()));
            assertThat(code(slow.cancel(attempt))).isEqualTo("canceled");
            assertThat(code(slow.cancel(attempt))).isEqualTo("canceled");
            assertThat(code(slow.request(attempt))).isEqualTo("canceled");
        }
    }

    @Test
    void what_does_not_wait_for_a_payer_is_not_given_up() {
        var settled = card(Optional.of("pm_card_visa"));
        var inFlight = collect("129");
        var _ = slow.request(settled);
        var _ = slow.request(inFlight);
        assertThat(slow.cancel(settled)).isInstanceOf(Settled.class);
        assertThat(slow.cancel(inFlight)).isInstanceOf(Accepted.class);
        clock.pass(Duration.ofDays(400));
        assertThat(slow.look(inFlight)).isInstanceOf(Accepted.class);
    }

    @Test
    void refunds_never_exceed_what_was_collected() {
        var original = collect("789");
        var _ = quick.request(original);
        assertThat(quick.request(refund(original, Money.parse("USD 6")))).isInstanceOf(Settled.class);
        assertThat(code(quick.request(refund(original, Money.parse("USD 4.01")))))
                .isEqualTo("AMOUNT_TOO_LARGE");
        var rest = refund(original, Money.parse("USD 4"));
        assertThat(quick.request(rest)).isInstanceOf(Settled.class);
        assertThat(quick.request(rest)).isInstanceOf(Settled.class);
        assertThat(code(quick.request(refund(original, Money.parse("USD 0.01")))))
                .isEqualTo("AMOUNT_TOO_LARGE");
        assertThat(refunded(original)).isEqualByComparingTo("10");
    }

    @Test
    void only_what_was_collected_is_refunded() {
        var failed = collect("049");
        var paidOut = payOut("789");
        var underWay = collect("789");
        var _ = quick.request(failed);
        var _ = quick.request(paidOut);
        var _ = slow.request(underWay);
        assertThat(code(quick.request(refund(collect("789"), TEN)))).isEqualTo("NOT_FOUND");
        assertThat(code(quick.request(refund(paidOut, TEN)))).isEqualTo("NOT_FOUND");
        assertThat(code(quick.request(refund(failed, TEN)))).isEqualTo("INVALID_STATE");
        assertThat(code(quick.request(refund(underWay, TEN)))).isEqualTo("INVALID_STATE");
        clock.pass(DELAY);
        assertThat(code(quick.request(refund(underWay, Money.parse("LRD 10"))))).isEqualTo("INVALID_CURRENCY");
        var refused = refund(failed, TEN);
        assertThat(code(quick.request(refused))).isEqualTo("INVALID_STATE");
        assertThat(code(quick.look(refused))).isEqualTo("INVALID_STATE");
    }

    @Test
    void a_refund_that_was_refused_is_refused_for_ever() {
        var original = collect("789");
        var early = refund(original, TEN);
        assertThat(code(quick.request(early))).isEqualTo("NOT_FOUND");
        var _ = slow.request(original);
        var tooEarly = refund(original, TEN);
        assertThat(code(quick.request(tooEarly))).isEqualTo("INVALID_STATE");
        clock.pass(DELAY);
        var tooMuch = refund(original, Money.parse("USD 10.01"));
        assertThat(code(quick.request(tooMuch))).isEqualTo("AMOUNT_TOO_LARGE");
        assertThat(Stream.of(early, tooEarly, tooMuch).map(quick::request))
                .extracting(SandboxGatewayDbTest::code)
                .containsExactly("NOT_FOUND", "INVALID_STATE", "AMOUNT_TOO_LARGE");
        assertThat(refunded(original)).isEqualByComparingTo("0");
        assertThat(quick.request(refund(original, TEN))).isInstanceOf(Settled.class);
    }

    @Test
    void a_refund_is_refused_or_made_when_an_outage_ends_between_two_requests_of_it() {
        for (int round = 0; round < ROUNDS; round++) {
            var original = collect("789");
            var _ = quick.request(original);
            var refund = refund(original, Money.parse("USD 3"));
            var _ = outages.begin(MERCHANT, PaymentMethod.MTN_MOMO_LBR, Outage.Kind.REJECTS, Duration.ofSeconds(60));
            List<Callable<Outcome>> rivals = new ArrayList<>(Collections.nCopies(6, () -> quick.request(refund)));
            rivals.add(3, () -> {
                var _ = outages.end(MERCHANT, PaymentMethod.MTN_MOMO_LBR);
                return quick.request(refund);
            });
            var answers = Race.answers(Race.run(rivals));
            assertThat(answers).hasSize(rivals.size()).allMatch(answers.getFirst()::equals);
            var taken = answers.getFirst() instanceof Settled ? "3" : "0";
            assertThat(refunded(original)).isEqualByComparingTo(taken);
        }
    }

    @Test
    void a_refund_that_fails_takes_nothing() {
        var original = collect("089");
        assertThat(quick.request(original)).isInstanceOf(Settled.class);
        for (int repeated = 0; repeated < 3; repeated++) {
            assertThat(code(quick.request(refund(original, TEN)))).isEqualTo("RECIPIENT_NOT_FOUND");
        }
        assertThat(refunded(original)).isEqualByComparingTo("0");
    }

    @Test
    void rival_refunds_take_no_more_than_there_is() {
        for (int round = 0; round < ROUNDS; round++) {
            var original = collect("789");
            var _ = quick.request(original);
            List<Callable<Outcome>> rivals = Stream.generate(() -> refund(original, Money.parse("USD 3")))
                    .limit(8)
                    .map(refund -> (Callable<Outcome>) () -> quick.request(refund))
                    .toList();
            assertThat(Race.answers(Race.run(rivals)))
                    .hasSize(8)
                    .filteredOn(Settled.class::isInstance)
                    .hasSize(3);
            assertThat(refunded(original)).isEqualByComparingTo("9");
        }
    }

    @Test
    void rival_requests_of_one_refund_take_its_amount_once() {
        for (int round = 0; round < ROUNDS; round++) {
            var original = collect("789");
            var _ = quick.request(original);
            var refund = refund(original, Money.parse("USD 3"));
            Callable<Outcome> rival = () -> quick.request(refund);
            assertThat(Race.answers(Race.run(Collections.nCopies(8, rival))))
                    .hasSize(8)
                    .allMatch(Settled.class::isInstance);
            assertThat(refunded(original)).isEqualByComparingTo("3");
        }
    }

    @Test
    void an_outage_that_rejects_refuses_what_is_new_for_ever() {
        var known = collect("789");
        var _ = quick.request(known);
        var _ = outages.begin(MERCHANT, PaymentMethod.MTN_MOMO_LBR, Outage.Kind.REJECTS, Duration.ofSeconds(60));
        var refused = collect("789");
        assertThat(code(quick.request(refused))).isEqualTo("PROVIDER_TEMPORARILY_UNAVAILABLE");
        var refund = refund(known, TEN);
        assertThat(code(slow.request(refund))).isEqualTo("PROVIDER_TEMPORARILY_UNAVAILABLE");
        assertThat(code(slow.look(refused))).isEqualTo("PROVIDER_TEMPORARILY_UNAVAILABLE");
        assertThat(quick.request(known)).isInstanceOf(Settled.class);
        assertThat(quick.request(card(Optional.of("pm_card_visa")))).isInstanceOf(Settled.class);
        clock.pass(Duration.ofSeconds(60));
        assertThat(Stream.of(quick.request(refused), quick.look(refused), quick.request(refund)))
                .extracting(SandboxGatewayDbTest::code)
                .containsOnly("PROVIDER_TEMPORARILY_UNAVAILABLE");
        assertThat(refunded(known)).isEqualByComparingTo("0");
        assertThat(quick.request(collect("789"))).isInstanceOf(Settled.class);
    }

    @Test
    void an_outage_that_times_out_answers_nothing_and_stores_nothing() {
        var known = collect("789");
        var _ = quick.request(known);
        var _ = outages.begin(MERCHANT, PaymentMethod.MTN_MOMO_LBR, Outage.Kind.TIMES_OUT, Duration.ofSeconds(60));
        var lost = collect("789");
        assertThat(Stream.of(quick.request(lost), quick.look(lost), quick.look(known), quick.request(known)))
                .allMatch(Unknown.class::isInstance);
        assertThat(quick.cancel(known)).isInstanceOf(Unknown.class);
        var _ = outages.end(MERCHANT, PaymentMethod.MTN_MOMO_LBR);
        assertThat(quick.look(lost)).isEqualTo(new NotFound());
        assertThat(quick.look(known)).isInstanceOf(Settled.class);
    }

    @Test
    void an_outage_is_one_merchants_own() {
        var _ = outages.begin(OTHER, PaymentMethod.MTN_MOMO_LBR, Outage.Kind.REJECTS, Duration.ofSeconds(60));
        assertThat(quick.request(collect("789"))).isInstanceOf(Settled.class);
    }

    @Test
    void a_database_that_is_away_leaves_the_outcome_unknown() {
        database.close();
        assertThat(quick.request(collect("789"))).isInstanceOf(Unknown.class);
        assertThat(quick.look(collect("789"))).isInstanceOf(Unknown.class);
        assertThat(quick.cancel(collect("789"))).isInstanceOf(Unknown.class);
    }

    @Test
    void no_phone_is_kept() {
        var _ = slow.request(collect("789"));
        var rows = clone.asOwner()
                .withHandle(handle -> handle.createQuery("select t::text from sandbox_attempt t")
                        .mapTo(String.class)
                        .one());
        assertThat(rows).doesNotContain("231771234");
    }

    private Gateway gateway(Duration delay) {
        return new SandboxGateway(database, clock, delay, new SecureRandom());
    }

    private static String code(Outcome outcome) {
        return outcome instanceof Declined(var code, var _) ? code : outcome.toString();
    }

    private int attempts() {
        return clone.asOwner()
                .withHandle(handle -> handle.createQuery("select count(*) from sandbox_attempt")
                        .mapTo(Integer.class)
                        .one());
    }

    private BigDecimal refunded(Attempt attempt) {
        return clone.asOwner()
                .withHandle(handle -> handle.createQuery("select refunded from sandbox_attempt where id = :id")
                        .bind("id", attempt.id().value())
                        .mapTo(BigDecimal.class)
                        .one());
    }
}
