package dev.opendollr.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Attempt.Kind;
import dev.opendollr.gateway.AttemptId;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.gateway.sandbox.Fate.Fails;
import dev.opendollr.gateway.sandbox.Fate.WaitsForPayer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where an attempt stands as time passes: a matter of its plan and the clock.
class PlanTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Fails FAILURE = new Fails("CODE", "A sentence");

    /// Seconds after the request, with a delay of 2 seconds and with none; what stands there holds from then on.
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "789, 0 PROCESSING 2 COMPLETED,             2,    0 COMPLETED,             none",
        "049, 0 PROCESSING 2 FAILED,                2,    0 FAILED,                none",
        "129, 0 PROCESSING,                         none, 0 PROCESSING,            none",
        "139, 0 PROCESSING 2 COMPLETED,             2,    0 COMPLETED,             0",
        "149, 0 PROCESSING 2 COMPLETED,             2 3,  0 COMPLETED,             0 1",
        "159, 0 PROCESSING 2 FAILED 62 COMPLETED,   2 62, 0 FAILED 60 COMPLETED,   60",
        "169, 0 PROCESSING 122 COMPLETED,           122,  0 PROCESSING 120 COMPLETED, 120",
    })
    void an_attempt_stands_where_its_plan_and_the_clock_say(
            String suffix, String states, String callbacks, String statesAtOnce, String callbacksAtOnce) {
        var slow = Plan.of(MagicNumber.of(suffix).fate(Kind.COLLECT), START, Duration.ofSeconds(2));
        assertThat(states(slow)).isEqualTo(states);
        assertThat(callbacks(slow)).isEqualTo(callbacks);
        var quick = Plan.of(MagicNumber.of(suffix).fate(Kind.COLLECT), START, Duration.ZERO);
        assertThat(states(quick)).isEqualTo(statesAtOnce);
        assertThat(callbacks(quick)).isEqualTo(callbacksAtOnce);
    }

    @Test
    void what_waits_for_its_payer_ends_by_a_call_only() {
        var waiting = Plan.of(new WaitsForPayer(Optional.empty()), START, Duration.ZERO);
        assertThat(states(waiting)).isEqualTo("0 PROCESSING");
        assertThat(states(waiting.completed(START.plusSeconds(5)))).isEqualTo("0 PROCESSING 5 COMPLETED");
        assertThat(callbacks(waiting.completed(START.plusSeconds(5)))).isEqualTo("5");
        assertThat(states(waiting.failed(START.plusSeconds(5), FAILURE))).isEqualTo("0 PROCESSING 5 FAILED");
        assertThat(callbacks(waiting.failed(START.plusSeconds(5), FAILURE))).isEqualTo("5");
    }

    @Test
    void a_card_that_is_declined_after_the_payer_has_acted_fails_when_it_is_completed() {
        var waiting = Plan.of(new WaitsForPayer(Optional.of(FAILURE)), START, Duration.ZERO);
        var acted = waiting.completed(START.plusSeconds(5));
        assertThat(states(acted)).isEqualTo("0 PROCESSING 5 FAILED");
        assertThat(acted.decline()).contains(FAILURE);
    }

    @Test
    void a_call_takes_the_place_of_what_was_planned() {
        var failing = Plan.of(FAILURE, START, Duration.ofSeconds(9));
        assertThat(states(failing.completed(START.plusSeconds(5)))).isEqualTo("0 PROCESSING 5 COMPLETED");
        var late = Plan.of(new Fate.FailsThenCompletes(FAILURE), START, Duration.ofSeconds(9));
        assertThat(states(late.failed(START.plusSeconds(5), FAILURE))).isEqualTo("0 PROCESSING 5 FAILED");
        assertThat(late.dueAt()).contains(START.plusSeconds(9));
    }

    @Test
    void the_outcome_is_the_standing_in_the_words_of_gateways() {
        var late =
                attempt(Plan.of(new Fate.FailsThenCompletes(FAILURE), START, Duration.ofSeconds(2)), Optional.empty());
        assertThat(late.outcome(START)).isEqualTo(new Outcome.Accepted("P1"));
        assertThat(late.outcome(START.plusSeconds(2))).isEqualTo(new Outcome.Declined("CODE", "A sentence"));
        assertThat(late.outcome(START.plusSeconds(62))).isEqualTo(new Outcome.Settled("P1"));
        var waiting = attempt(
                Plan.of(new WaitsForPayer(Optional.of(FAILURE)), START, Duration.ZERO), Optional.of("P1_secret_x"));
        assertThat(waiting.outcome(START)).isEqualTo(new Outcome.NeedsAction("P1", "P1_secret_x"));
        assertThat(waiting.state(START)).isEqualTo(SandboxAttempt.State.REQUIRES_ACTION);
        assertThat(waiting.toString()).doesNotContain("secret");
    }

    /// The seconds at which the state changes, and what it is from then on.
    private static String states(Plan plan) {
        List<String> changes = new ArrayList<>();
        var last = "";
        for (int second = 0; second <= 200; second++) {
            var state = attempt(plan, Optional.empty())
                    .state(START.plusSeconds(second))
                    .name();
            if (!state.equals(last)) {
                changes.add(second + " " + state);
                last = state;
            }
        }
        return String.join(" ", changes);
    }

    private static String callbacks(Plan plan) {
        List<String> seconds = new ArrayList<>();
        plan.callbackAt().ifPresent(at -> seconds.add(seconds(at)));
        plan.callbackAgainAt().ifPresent(at -> seconds.add(seconds(at)));
        return seconds.isEmpty() ? "none" : String.join(" ", seconds);
    }

    private static String seconds(Instant at) {
        return Long.toString(Duration.between(START, at).toSeconds());
    }

    private static SandboxAttempt attempt(Plan plan, Optional<String> secret) {
        return new SandboxAttempt(
                new AttemptId(UUID.randomUUID()),
                Optional.empty(),
                Attempt.Kind.COLLECT,
                PaymentMethod.CREDIT_CARD,
                Money.parse("USD 10"),
                Optional.empty(),
                Money.parse("USD 0"),
                "P1",
                secret,
                START,
                plan);
    }
}
