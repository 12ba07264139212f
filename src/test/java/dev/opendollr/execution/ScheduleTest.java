package dev.opendollr.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.execution.Execution.Answer;
import dev.opendollr.execution.Execution.Request;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.pricing.OperationType;
import dev.opendollr.pricing.PaymentMethod;
import dev.opendollr.pricing.Quote;
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
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void unknown_to_the_gateway_is_failed_after_fifteen_minutes_and_not_before() {
        var payout = execution(OperationType.PAYOUT, Optional.of(1L), 0, Optional.empty());
        var almost = START.plus(Duration.ofMinutes(15)).minusNanos(1000);
        assertThat(Schedule.event(payout, false, new Outcome.NotFound(), almost))
                .isEqualTo(ExecutionEvent.PROCEED);
        assertThat(Schedule.event(payout, false, new Outcome.NotFound(), START.plus(Duration.ofMinutes(15))))
                .isEqualTo(ExecutionEvent.DECLINE);
    }

    @Test
    void money_that_must_go_back_never_counts_as_not_arrived() {
        var automatic = execution(OperationType.REFUND, Optional.empty(), 0, Optional.empty());
        var dayLater = START.plus(Duration.ofDays(1));
        assertThat(Schedule.event(automatic, true, new Outcome.NotFound(), dayLater))
                .isEqualTo(ExecutionEvent.PROCEED);
        assertThat(Schedule.event(automatic, false, new Outcome.NotFound(), dayLater))
                .as("it went back by another attempt")
                .isEqualTo(ExecutionEvent.DECLINE);
    }

    @Test
    void a_timeout_is_unknown_however_long_ago_it_was() {
        var payout = execution(OperationType.PAYOUT, Optional.of(1L), 0, Optional.empty());
        assertThat(Schedule.event(payout, false, new Outcome.Unknown("timeout"), START.plus(Duration.ofDays(30))))
                .isEqualTo(ExecutionEvent.PROCEED);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 4", "2, 8", "5, 64", "6, 64", "1000000, 64"})
    void looks_less_and_less_often(int checks, int seconds) {
        var execution = execution(OperationType.PAYOUT, Optional.of(1L), checks, Optional.empty());
        assertThat(Schedule.next(execution, START)).isEqualTo(START.plusSeconds(seconds));
    }

    @Test
    void looks_again_when_the_wait_for_the_payer_ends() {
        var waits = execution(OperationType.COLLECTION, Optional.of(1L), 9, Optional.of(START.plusSeconds(20)));
        assertThat(Schedule.next(waits, START)).isEqualTo(START.plusSeconds(20));
        assertThat(Schedule.next(waits, START.plusSeconds(20))).isEqualTo(START.plusSeconds(84));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "5, 16", "6, 24", "500, 24"})
    void offers_money_back_less_and_less_often(int attempts, int hours) {
        assertThat(Schedule.untilNextReturn(attempts)).isEqualTo(Duration.ofHours(hours));
    }

    private static Execution execution(
            OperationType operation, Optional<Long> session, int checks, Optional<Instant> waitsUntil) {
        var five = Money.of(CurrencyUnit.USD, 5);
        return new Execution(
                new MerchantId(1),
                1,
                new Request(operation, new UUID(1, 1), session, Optional.empty(), Optional.empty(), Optional.empty()),
                new UUID(2, 2),
                PaymentMethod.MTN_MOMO_LBR,
                ExecutionStatus.PROCESSING,
                1,
                new Quote(
                        five, five, Money.zero(CurrencyUnit.USD), Optional.empty(), Optional.empty(), Optional.empty()),
                Answer.NOTHING,
                waitsUntil,
                Optional.of(START),
                checks,
                Optional.empty(),
                "request",
                START,
                START,
                Optional.empty());
    }
}
