package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.db.Database;
import dev.opendollr.execution.Ask;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.pricing.FeeBearer;
import dev.opendollr.pricing.OperationType;
import dev.opendollr.source.HistoryEntry;
import dev.opendollr.source.HistoryEntry.EventType;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.source.Sources;
import dev.opendollr.testing.Invariants;
import dev.opendollr.testing.TestPostgres;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What [PaymentsSim] has found, step by step: news that come at an unlucky moment.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewsDbTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted("gw");
    private static final Outcome SETTLED = new Outcome.Settled("gw");
    private static final Outcome DECLINED = new Outcome.Declined("NO", "No");
    private static final Outcome NEEDS_ACTION = new Outcome.NeedsAction("gw", "gw_secret");
    private static final Outcome UNKNOWN = new Outcome.Unknown("away");
    private static final Duration LONG = Duration.ofHours(2);

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 2);
    private final SimulatedClock clock = new SimulatedClock();
    private final Scripted gateway = new Scripted();
    private final Program program = new Program(database, clock, gateway, UUID::randomUUID, new SplittableRandom(1));
    private final Trader trader = Trader.register(program, 1, 2).getLast();

    /// Says what a test has prepared; whatever is asked for, or to be given up, is kept.
    private static final class Scripted implements Gateway {
        private final List<Attempt> requested = new ArrayList<>();
        private final List<Attempt> canceled = new ArrayList<>();
        private Function<Attempt, Outcome> answer = _ -> ACCEPTED;

        @Override
        public Outcome request(Attempt attempt) {
            requested.add(attempt);
            return answer.apply(attempt);
        }

        @Override
        public Outcome look(Attempt attempt) {
            return answer.apply(attempt);
        }

        @Override
        public Outcome cancel(Attempt attempt) {
            canceled.add(attempt);
            return answer.apply(attempt);
        }

        @Override
        public Optional<Card> card(String token) {
            return Optional.empty();
        }
    }

    @AfterAll
    void the_books_are_right() {
        program.close();
        database.close();
        Invariants.check(clone.asOwner());
    }

    @Test
    void money_that_comes_after_its_cancel_was_asked_for_goes_back() {
        gateway.answer = _ -> ACCEPTED;
        var order = order();
        var collection = collect(order);
        var _ = orders().requestCancel(trader.caller(), order, Optional.empty());
        gateway.answer = _ -> SETTLED;
        resolve();
        assertThat(now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(now(collection).notKeptAt()).isPresent();
        assertThat(orders().retrieve(trader.id(), order).status()).isEqualTo(SourceStatus.CANCELED);
        assertThat(orders().history(trader.id(), order, 4, 10))
                .extracting(HistoryEntry::type)
                .containsExactly(
                        EventType.CANCEL_REQUESTED,
                        EventType.PAYMENT_NOT_KEPT,
                        EventType.CANCELED,
                        EventType.PAYMENT_RETURNED);
    }

    @Test
    void a_late_success_is_asked_for_until_the_gateway_answers() {
        gateway.answer = _ -> DECLINED;
        var collection = collect(order());
        assertThat(collection.status()).isEqualTo(ExecutionStatus.FAILED);
        gateway.answer = _ -> UNKNOWN;
        program.resolver().arrived(trader.id(), collection.attemptId());
        resolve();
        gateway.answer = _ -> SETTLED;
        resolve();
        assertThat(now(collection).notKeptAt()).isPresent();
    }

    @Test
    void a_callback_that_overtakes_an_answer_is_not_lost() {
        gateway.answer = attempt -> {
            program.resolver().arrived(attempt.merchant(), attempt.id());
            return DECLINED;
        };
        var collection = collect(order());
        assertThat(collection.status()).isEqualTo(ExecutionStatus.FAILED);
        gateway.answer = _ -> SETTLED;
        resolve();
        assertThat(now(collection).notKeptAt()).isPresent();
    }

    @Test
    void a_callback_that_overtakes_a_look_at_what_has_failed_is_not_lost() {
        gateway.answer = _ -> DECLINED;
        var collection = collect(order());
        program.resolver().arrived(trader.id(), collection.attemptId());
        gateway.answer = attempt -> {
            gateway.answer = _ -> SETTLED;
            program.resolver().arrived(attempt.merchant(), attempt.id());
            return DECLINED;
        };
        resolve();
        resolve();
        assertThat(now(collection).notKeptAt()).isPresent();
    }

    @Test
    void money_that_went_back_after_all_is_not_offered_again() {
        gateway.answer = _ -> DECLINED;
        var collection = collect(order());
        program.resolver().arrived(trader.id(), collection.attemptId());
        gateway.answer = attempt -> attempt.kind() == Attempt.Kind.COLLECT ? SETTLED : DECLINED;
        var _ = program.resolver().resolveDue();
        var declined = gateway.requested.getLast();
        assertThat(declined.kind()).isEqualTo(Attempt.Kind.REFUND);
        gateway.answer = attempt -> attempt.equals(declined) ? SETTLED : new Outcome.NotFound();
        program.resolver().arrived(trader.id(), declined.id());
        int asked = gateway.requested.size();
        for (int times = 0; times < 5; times++) {
            resolve();
        }
        assertThat(gateway.requested).hasSize(asked);
        assertThat(isLookedAfter(collection)).isFalse();
    }

    @Test
    void an_abandoned_card_has_failed_only_when_the_gateway_confirms_it() {
        gateway.answer = _ -> NEEDS_ACTION;
        var order = order();
        var collection = collect(order, card());
        assertThat(collection.status()).isEqualTo(ExecutionStatus.PROCESSING);
        gateway.answer = _ -> UNKNOWN;
        for (int times = 0; times < 3; times++) {
            resolve();
            assertThat(now(collection).status()).isEqualTo(ExecutionStatus.PROCESSING);
            assertThat(orders().retrieve(trader.id(), order).status()).isEqualTo(SourceStatus.PROCESSING);
        }
        assertThat(cancels(collection)).isEqualTo(3);
        gateway.answer = _ -> DECLINED;
        resolve();
        assertThat(cancels(collection)).isEqualTo(4);
        assertThat(now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(orders().retrieve(trader.id(), order).status()).isEqualTo(SourceStatus.ACTIVE);
        assertThat(isLookedAfter(collection)).isFalse();
    }

    @Test
    void a_card_that_paid_before_it_was_given_up_has_paid() {
        gateway.answer = _ -> NEEDS_ACTION;
        var order = order();
        var collection = collect(order, card());
        gateway.answer = _ -> SETTLED;
        resolve();
        assertThat(cancels(collection)).isEqualTo(1);
        assertThat(now(collection).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(orders().retrieve(trader.id(), order).status()).isEqualTo(SourceStatus.PAID);
    }

    private long cancels(Execution collection) {
        return gateway.canceled.stream()
                .filter(attempt -> attempt.id().equals(collection.attemptId()))
                .count();
    }

    private long card() {
        return trader.payers().getLast();
    }

    private Execution collect(long order) {
        return collect(order, trader.payers().getFirst());
    }

    private Execution collect(long order, long account) {
        var session =
                database.transact(tx -> program.sessions().checkout(tx, trader.caller(), SourceKind.ORDER, order));
        var ask = new Ask(
                OperationType.COLLECTION,
                UUID.randomUUID(),
                session.id(),
                Optional.of(account),
                Optional.of(CurrencyUnit.USD));
        return program.executions().execute(trader.caller(), ask);
    }

    private Execution now(Execution execution) {
        return program.executions()
                .retrieve(
                        trader.id(), execution.operation(), execution.request().referenceId());
    }

    private void resolve() {
        clock.advance(LONG);
        var _ = program.resolver().resolveDue();
    }

    /// The collection itself, or what gives it back.
    private boolean isLookedAfter(Execution collection) {
        return database.single(handle -> handle.createQuery("""
            select exists (select 1
                             from execution
                            where merchant_id = :merchant and (id = :id or original_id = :id)
                              and next_check_at is not null)
            """)
                .bind("merchant", trader.id().value())
                .bind("id", collection.id())
                .mapTo(Boolean.class)
                .one());
    }

    private Sources orders() {
        return program.documents(SourceKind.ORDER).sources();
    }

    private long order() {
        var draft = new Sources.Draft(
                trader.customer(), CurrencyUnit.USD, "", FeeBearer.PAYER, true, Optional.empty(), Optional.empty());
        var item = new SourceItems.Draft("Rice", CurrencyUnit.USD, 1, new BigDecimal("5"));
        return database.transact(tx -> {
            var order = orders().create(tx, trader.caller(), draft);
            var _ = program.documents(SourceKind.ORDER).items().add(tx, trader.caller(), order.id(), item);
            return orders().publish(tx, trader.caller(), order.id()).id();
        });
    }
}
