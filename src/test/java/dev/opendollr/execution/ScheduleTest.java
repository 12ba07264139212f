package dev.opendollr.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.pricing.Quote;
import dev.opendollr.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When executions are looked at, and what silence means.
class ScheduleTest {
    private static final Optional<SessionId> SESSION = Optional.of(new SessionId(1));
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private static final Instant LATER = START.plus(Duration.ofDays(1));

    @Test
    void unknown_to_the_gateway_for_fifteen_minutes_is_failed_and_not_before() {
        var end = LATER.plus(Duration.ofMinutes(15));
        var payout = notFoundSince(OperationType.PAYOUT, SESSION, LATER);
        assertThat(Schedule.event(payout, false, new Outcome.NotFound(), end.minusNanos(1000)))
                .isEqualTo(ExecutionEvent.PROCEED);
        assertThat(Schedule.event(payout, false, new Outcome.NotFound(), end)).isEqualTo(ExecutionEvent.DECLINE);
    }

    @Test
    void the_first_time_that_a_gateway_does_not_know_it_proves_nothing() {
        var payout = execution(OperationType.PAYOUT, SESSION, 0, Optional.empty());
        assertThat(Schedule.event(payout, false, new Outcome.NotFound(), LATER)).isEqualTo(ExecutionEvent.PROCEED);
        assertThat(Schedule.notFoundSince(payout, new Outcome.NotFound(), LATER))
                .contains(LATER);
    }

    @Test
    void silence_does_not_say_that_an_attempt_is_there_and_news_do() {
        var missing = notFoundSince(OperationType.PAYOUT, SESSION, START);
        assertThat(Schedule.notFoundSince(missing, new Outcome.NotFound(), LATER))
                .contains(START);
        assertThat(Schedule.notFoundSince(missing, new Outcome.Unknown("timeout"), LATER))
                .contains(START);
        assertThat(Schedule.notFoundSince(missing, new Outcome.Accepted("gw"), LATER))
                .isEmpty();
    }

    @Test
    void a_gateway_that_has_had_an_attempt_cannot_unknow_it() {
        var accepted = execution(
                OperationType.PAYOUT,
                SESSION,
                0,
                Optional.empty(),
                Optional.of(START),
                new Answer(
                        Optional.of("gw-1"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(Schedule.event(accepted, false, new Outcome.NotFound(), LATER))
                .isEqualTo(ExecutionEvent.PROCEED);
    }

    @Test
    void money_that_must_go_back_never_counts_as_not_arrived() {
        var automatic = notFoundSince(OperationType.REFUND, Optional.empty(), START);
        assertThat(Schedule.event(automatic, true, new Outcome.NotFound(), LATER))
                .isEqualTo(ExecutionEvent.PROCEED);
        assertThat(Schedule.event(automatic, false, new Outcome.NotFound(), LATER))
                .as("it went back by another attempt")
                .isEqualTo(ExecutionEvent.DECLINE);
    }

    @Test
    void what_fails_now_is_asked_for_however_old_it_is() {
        var payout = execution(OperationType.PAYOUT, SESSION, 100, Optional.empty());
        var late = START.plus(Duration.ofDays(30));
        assertThat(Schedule.nextAfterFailure(payout, late)).contains(late.plus(Duration.ofHours(1)));
    }

    @Test
    void what_has_failed_is_asked_for_during_the_week_after_that() {
        var failed = failedAt(LATER);
        var week = LATER.plus(Duration.ofDays(7));
        assertThat(Schedule.nextAfterFailure(failed, week.minusSeconds(1)))
                .contains(week.minusSeconds(1).plus(Duration.ofHours(1)));
        assertThat(Schedule.nextAfterFailure(failed, week)).isEmpty();
    }

    @Test
    void a_timeout_is_unknown_however_long_ago_it_was() {
        var payout = execution(OperationType.PAYOUT, SESSION, 0, Optional.empty());
        assertThat(Schedule.event(payout, false, new Outcome.Unknown("timeout"), START.plus(Duration.ofDays(30))))
                .isEqualTo(ExecutionEvent.PROCEED);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 2",
        "1, 0, 4",
        "2, 0, 8",
        "5, 0, 64",
        "6, 0, 64",
        "6, 17, 64",
        "6, 32, 120",
        "5, 1000000, 64",
        "1000000, 960, 3600",
        "1000000, 1000000, 3600"
    })
    void looks_less_and_less_often(int checks, int ageMinutes, int seconds) {
        var execution = execution(OperationType.PAYOUT, SESSION, checks, Optional.empty());
        var at = START.plus(Duration.ofMinutes(ageMinutes));
        assertThat(Schedule.next(execution, at)).isEqualTo(at.plusSeconds(seconds));
    }

    @Test
    void looks_again_when_the_wait_for_the_payer_ends() {
        var waits = execution(OperationType.COLLECTION, SESSION, 9, Optional.of(START.plusSeconds(20)));
        assertThat(Schedule.next(waits, START)).isEqualTo(START.plusSeconds(20));
        assertThat(Schedule.next(waits, START.plusSeconds(20))).isEqualTo(START.plusSeconds(84));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "5, 16", "6, 24", "500, 24"})
    void offers_money_back_less_and_less_often(int attempts, int hours) {
        assertThat(Schedule.untilNextReturn(attempts)).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void a_card_is_given_up_when_the_time_of_its_holder_is_over() {
        var waits = waiting(ExecutionStatus.PROCESSING, Optional.of("secret"));
        assertThat(Schedule.givesUp(waits, LATER.minusNanos(1000))).isFalse();
        assertThat(Schedule.givesUp(waits, LATER)).isTrue();
    }

    @Test
    void what_waits_for_nobody_is_not_given_up() {
        assertThat(Schedule.givesUp(waiting(ExecutionStatus.PROCESSING, Optional.empty()), LATER))
                .as("its holder has acted")
                .isFalse();
        assertThat(Schedule.givesUp(waiting(ExecutionStatus.FAILED, Optional.of("secret")), LATER))
                .as("it has ended")
                .isFalse();
        assertThat(Schedule.givesUp(execution(OperationType.PAYOUT, SESSION, 0, Optional.empty()), LATER))
                .isFalse();
    }

    @Test
    void the_word_of_an_operator_ends_it_at_once() {
        var payout = execution(OperationType.PAYOUT, SESSION, 0, Optional.empty());
        assertThat(Schedule.event(payout, false, stated(OperatorWord.COMPLETED), START))
                .isEqualTo(ExecutionEvent.SETTLE);
        assertThat(Schedule.event(payout, true, stated(OperatorWord.FAILED), START))
                .isEqualTo(ExecutionEvent.DECLINE);
        var missing = notFoundSince(OperationType.PAYOUT, SESSION, START);
        assertThat(Schedule.notFoundSince(missing, stated(OperatorWord.COMPLETED), LATER))
                .isEmpty();
    }

    private static News stated(OperatorWord word) {
        return new News.Stated(word, new Actor(Actor.OPERATOR, "request"), "seen at the bank");
    }

    /// A card whose holder has time until [#LATER].
    private static Execution waiting(ExecutionStatus status, Optional<String> secret) {
        return execution(
                OperationType.COLLECTION,
                SESSION,
                0,
                Optional.of(LATER),
                Optional.empty(),
                new Answer(Optional.of("gw-1"), Optional.empty(), Optional.empty(), secret, Optional.empty()),
                status,
                START);
    }

    private static Execution failedAt(Instant at) {
        return execution(
                OperationType.PAYOUT,
                SESSION,
                100,
                Optional.empty(),
                Optional.empty(),
                Answer.NOTHING,
                ExecutionStatus.FAILED,
                at);
    }

    private static Execution notFoundSince(OperationType operation, Optional<SessionId> session, Instant since) {
        return execution(operation, session, 0, Optional.empty(), Optional.of(since), Answer.NOTHING);
    }

    private static Execution execution(
            OperationType operation, Optional<SessionId> session, int checks, Optional<Instant> waitsUntil) {
        return execution(operation, session, checks, waitsUntil, Optional.empty(), Answer.NOTHING);
    }

    private static Execution execution(
            OperationType operation,
            Optional<SessionId> session,
            int checks,
            Optional<Instant> waitsUntil,
            Optional<Instant> notFoundSince,
            Answer answer) {
        return execution(
                operation, session, checks, waitsUntil, notFoundSince, answer, ExecutionStatus.PROCESSING, START);
    }

    private static Execution execution(
            OperationType operation,
            Optional<SessionId> session,
            int checks,
            Optional<Instant> waitsUntil,
            Optional<Instant> notFoundSince,
            Answer answer,
            ExecutionStatus status,
            Instant updatedAt) {
        var five = Money.of(CurrencyUnit.USD, 5);
        return new Execution(
                new MerchantId(1),
                new ExecutionId(1),
                new Request(operation, new UUID(1, 1), session, Optional.empty(), Optional.empty(), Optional.empty()),
                new AttemptId(new UUID(2, 2)),
                PaymentMethod.MTN_MOMO_LBR,
                status,
                1,
                new Quote(
                        five, five, Money.zero(CurrencyUnit.USD), Optional.empty(), Optional.empty(), Optional.empty()),
                answer,
                waitsUntil,
                Optional.of(START),
                Optional.empty(),
                checks,
                notFoundSince,
                Optional.empty(),
                "request",
                START,
                updatedAt,
                Optional.empty());
    }
}
