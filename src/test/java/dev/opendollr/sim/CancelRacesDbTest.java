package dev.opendollr.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.problem.Problem.Refused;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.ExecutionStatus;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import dev.opendollr.source.HistoryEntry;
import dev.opendollr.source.HistoryEntry.EventType;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.SourceStatus;
import dev.opendollr.source.Sources;
import dev.opendollr.testing.Listed;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.Race.Outcome.Threw;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Cancels against news of money. The cancel starts when the gateway has told: what races are the two
/// transactions.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CancelRacesDbTest {
    private static final int ROUNDS = 200;
    private static final int PATIENCE_SECONDS = 30;

    private final Telling gateway = new Telling();
    private final OneShop shop =
            new OneShop(gateway, () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS), 8);
    private final Trader trader = shop.trader();
    private final Sources sources = shop.sources();

    /// Answers a request as it was told to; when it is asked what became of it the money has moved, and whoever
    /// waits at the barrier may start.
    private static final class Telling implements Gateway {
        private final CyclicBarrier told = new CyclicBarrier(2);
        private volatile Outcome answer = new Outcome.Accepted("gw");
        private volatile Runnable pause = () -> {};

        @Override
        public Outcome request(Attempt attempt) {
            return attempt.kind() == Attempt.Kind.COLLECT ? answer : new Outcome.Settled("gw");
        }

        @Override
        public Outcome look(Attempt attempt) {
            awaitTold();
            pause.run();
            return new Outcome.Settled("gw");
        }

        @Override
        public Outcome cancel(Attempt attempt) {
            throw new IllegalStateException("nothing waits for its payer");
        }

        @Override
        public Optional<Card> card(String token) {
            return Optional.empty();
        }

        void awaitTold() {
            try {
                var _ = told.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    @AfterAll
    void the_books_are_right() {
        shop.close();
    }

    @Test
    void money_that_comes_late_while_its_order_is_canceled_goes_back() {
        gateway.answer = new Outcome.Declined("NO", "No");
        int canceledFirst = 0;
        int headStart = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var order = shop.order("5");
            var collection = shop.collect(order);
            assertThat(collection.status()).isEqualTo(ExecutionStatus.FAILED);
            var outcomes = race(
                    headStart,
                    collection,
                    () -> sources.cancel(trader.caller(), SourceKind.ORDER, order, Optional.empty()));
            assertThat(Race.failures(outcomes)).isEmpty();
            var events = events(order);
            assertThat(events)
                    .containsOnlyOnce(EventType.CANCELED, EventType.PAYMENT_NOT_KEPT, EventType.PAYMENT_RETURNED);
            assertThat(sources.retrieve(trader.id(), SourceKind.ORDER, order).status())
                    .isEqualTo(SourceStatus.CANCELED);
            assertThat(shop.now(collection).notKeptAt()).isPresent();
            boolean cancelWon = events.indexOf(EventType.CANCELED) < events.indexOf(EventType.PAYMENT_NOT_KEPT);
            canceledFirst += cancelWon ? 1 : 0;
            // Whoever won gives the other a better start, so that the two stay close on any machine.
            headStart += cancelWon ? 1 : -1;
        }
        assertThat(canceledFirst).as("both win now and then").isBetween(1, ROUNDS - 1);
    }

    @Test
    void a_request_to_cancel_either_comes_too_late_or_the_money_goes_back() {
        gateway.answer = new Outcome.Accepted("gw");
        int recorded = 0;
        int headStart = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var order = shop.order("5");
            var collection = shop.collect(order);
            var outcomes = race(
                    headStart,
                    collection,
                    () -> sources.requestCancel(trader.caller(), SourceKind.ORDER, order, Optional.empty()));
            if (outcomes.getLast() instanceof Threw(var refused)) {
                assertThat(((ProblemException) refused).problem()).isInstanceOf(Refused.class);
                assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.COMPLETED);
                assertThat(sources.retrieve(trader.id(), SourceKind.ORDER, order)
                                .status())
                        .isEqualTo(SourceStatus.PAID);
                headStart--;
                continue;
            }
            recorded++;
            headStart++;
            assertThat(shop.now(collection).status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(sources.retrieve(trader.id(), SourceKind.ORDER, order).status())
                    .isEqualTo(SourceStatus.CANCELED);
            assertThat(events(order))
                    .endsWith(
                            EventType.CANCEL_REQUESTED,
                            EventType.PAYMENT_NOT_KEPT,
                            EventType.CANCELED,
                            EventType.PAYMENT_RETURNED);
        }
        assertThat(recorded).as("both win now and then").isBetween(1, ROUNDS - 1);
    }

    /// The news of this collection against `cancel`, which starts so many round trips later; with a negative head start
    /// the news do.
    private List<Race.Outcome<Object>> race(int headStart, Execution collection, Callable<Object> cancel) {
        gateway.pause = () -> roundTrips(-headStart, collection);
        return Race.run(List.of(
                () -> {
                    shop.arrived(collection);
                    return shop.doors().resolver().resolveDue();
                },
                () -> {
                    gateway.awaitTold();
                    roundTrips(headStart, collection);
                    return cancel.call();
                }));
    }

    private void roundTrips(int count, Execution collection) {
        for (int trip = 0; trip < count; trip++) {
            var _ = shop.now(collection);
        }
    }

    private List<EventType> events(SourceId order) {
        return Listed.<HistoryEntry>rows(
                        0, 100, listing -> sources.history(trader.id(), SourceKind.ORDER, order, listing))
                .stream()
                .map(HistoryEntry::type)
                .toList();
    }
}
