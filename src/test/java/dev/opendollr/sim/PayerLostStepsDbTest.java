package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.WatchedDatabase;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.ServiceReason;
import dev.opendollr.execution.Clocks;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.execution.Payments.Ask;
import dev.opendollr.execution.Prompts;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.source.SourceStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A payer's payment whose process ends at each place between two steps, or is told there that the database is away.
/// The payer sends the form again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayerLostStepsDbTest {
    private static final int CONNECTIONS = 4;
    /// One look, then three transactions: the prompt, the beginning, the outcome.
    private static final int STEPS = 7;
    /// One look, the prompt, the beginning that is rolled back, and the place that is given back.
    private static final int STEPS_OF_REFUSAL = 6;

    private static final Outcome SETTLED = new Outcome.Settled("gw-1");
    private static final Outcome NOT_FOUND = new Outcome.NotFound();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Prompts.Limits MANY = new Prompts.Limits(10_000, 10_000, true);

    private final ScriptedGateway gateway = new ScriptedGateway();
    private final SimulatedClock clock = new SimulatedClock();
    private final Steps steps = new Steps();
    private final OneShop shop = new OneShop(
            gateway, Clocks.of(clock), access -> WatchedDatabase.open(access, CONNECTIONS, steps::pass, steps::pass));
    private final Payer payer = new Payer(shop, clock, MANY);

    /// What happens at a step.
    enum End {
        /// The process dies.
        DEATH,
        /// The database does not say whether it has committed.
        DOUBT
    }

    private static final class Death extends Error {
        Death() {
            super("the process dies", null, false, false);
        }
    }

    /// Counts the places between steps, and ends what goes on at one of them.
    private static final class Steps {
        private Optional<End> end = Optional.empty();
        private int left;

        void endAfter(int count, End how) {
            left = count;
            end = Optional.of(how);
        }

        /// Whether that place was reached.
        boolean rest() {
            boolean hasEnded = end.isEmpty();
            end = Optional.empty();
            return hasEnded;
        }

        void pass() {
            if (end.isEmpty() || --left > 0) {
                return;
            }
            var how = end.get();
            end = Optional.empty();
            switch (how) {
                case DEATH -> throw new Death();
                case DOUBT -> throw new ProblemException(new Unavailable(new ServiceReason.DatabaseAway()));
            }
        }
    }

    @AfterAll
    void the_books_are_right() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_payment_is_made_once_and_one_prompt_is_counted(End end) {
        gateway.says(this::honest);
        for (int step = 1; step <= STEPS; step++) {
            var ask = payer.ask(shop.order(Payer.DOLLARS));
            steps.endAfter(step, end);
            var told = tries(ask);
            assertThat(steps.rest()).as("step " + step + " is there").isTrue();
            assertThat(told).as("nothing is told after step " + step).isEmpty();
            var known = payer.begins(ask);
            resolveAfter(MINUTE);
            assertThat(payer.begins(ask).id()).isEqualTo(known.id());
            assertThat(payer.begins(ask).status()).isEqualTo(ExecutionStatus.COMPLETED);
            assertThat(shop.status(ask.source())).isEqualTo(SourceStatus.PAID);
            assertThat(payer.attempts(ask.source())).isOne();
            assertThat(requests(known.attemptId().value()))
                    .as("after step " + step)
                    .isOne();
            assertThat(prompts(ask)).as("after step " + step).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_begins_nothing_and_its_form_can_be_sent_again(End end) {
        gateway.says(this::honest);
        for (int step = 1; step <= STEPS_OF_REFUSAL; step++) {
            var ask = payer.ask(shop.order(Payer.DOLLARS));
            var tooCheap = payer.ask(
                    ask.source(), ask.method(), ask.account(), ask.shown().minus(BigDecimal.ONE));
            steps.endAfter(step, end);
            var told = tries(tooCheap);
            assertThat(steps.rest()).as("step " + step + " is there").isTrue();
            assertThat(told.filter(word -> !word.equals("PriceChanged"))).isEmpty();
            assertThat(payer.attempts(ask.source())).isZero();
            assertThat(payer.begins(ask).status()).isEqualTo(ExecutionStatus.COMPLETED);
        }
    }

    /// A payer waits for an answer; a place that stays taken is no reason to withhold it.
    @Test
    void a_refusal_is_told_although_its_place_cannot_be_given_back() {
        var ask = payer.ask(shop.order(Payer.DOLLARS));
        var tooCheap =
                payer.ask(ask.source(), ask.method(), ask.account(), ask.shown().minus(BigDecimal.ONE));
        steps.endAfter(STEPS_OF_REFUSAL - 1, End.DOUBT);
        assertThat(tries(tooCheap)).contains("PriceChanged");
        assertThat(steps.rest()).isTrue();
        assertThat(prompts(tooCheap)).isOne();
    }

    @Test
    void the_last_steps_are_the_last_ones() {
        gateway.says(this::honest);
        var ask = payer.ask(shop.order(Payer.DOLLARS));
        steps.endAfter(STEPS + 1, End.DEATH);
        assertThat(tries(ask)).contains("Begun");
        assertThat(steps.rest()).isFalse();
        var order = shop.order(Payer.DOLLARS);
        var tooCheap = payer.ask(order, ask.method(), ask.account(), ask.shown().minus(BigDecimal.ONE));
        steps.endAfter(STEPS_OF_REFUSAL + 1, End.DEATH);
        assertThat(tries(tooCheap)).contains("PriceChanged");
        assertThat(steps.rest()).isFalse();
    }

    /// What was told; empty when the process died or the database was away.
    private Optional<String> tries(Ask ask) {
        try {
            return Optional.of(Payer.word(payer.pays(ask)));
        } catch (Death died) {
            return Optional.empty();
        } catch (ProblemException away) {
            assertThat(away.problem()).isInstanceOf(Unavailable.class);
            return Optional.empty();
        }
    }

    /// Knows what it was asked for, and nothing else.
    private Outcome honest(Attempt attempt) {
        return requests(attempt.id().value()) > 0 ? SETTLED : NOT_FOUND;
    }

    private long requests(UUID attempt) {
        return gateway.requested().stream()
                .filter(asked -> asked.id().value().equals(attempt))
                .count();
    }

    private long prompts(Ask ask) {
        return shop.owner()
                .withHandle(handle -> handle.createQuery("select count(*) from prompt where reference_id = :reference")
                        .bind("reference", ask.reference())
                        .mapTo(Long.class)
                        .one());
    }

    private void resolveAfter(Duration time) {
        clock.advance(time);
        var _ = shop.doors().resolver().resolveDue();
    }
}
