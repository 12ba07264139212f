package dev.opendollr.source;

import static dev.opendollr.source.SourceKind.INVOICE;
import static dev.opendollr.source.SourceKind.ORDER;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.http.Patch;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.problem.Problem.Refused;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.CounterpartyId;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.source.HistoryEntry.EventType;
import dev.opendollr.testing.Deadlocks;
import dev.opendollr.testing.Invariants;
import dev.opendollr.testing.Listed;
import dev.opendollr.testing.LockWaits;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.Race.Outcome;
import dev.opendollr.testing.TestPostgres;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Rivals at one order or invoice. Each race is run many times, because one round passes by luck.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceRacesDbTest {
    private static final int ROUNDS = 200;
    private static final int RIVALS = 4;
    private static final int CROWD = 24;
    /// Slow as each of them may be, they are done before those that wait for a lock give up after 5 s.
    private static final int OTHERS = 4;

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 16);
    private final InstantSource clock = () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
    private final Counterparties counterparties = new Counterparties(database, clock);
    private final Sources sources = new Sources(database, counterparties, clock);
    private final SourceItems items = new SourceItems(sources, database, clock);
    private final Caller.ByCredential caller = caller();
    private final CounterpartyId counterparty = database.everywhere()
            .transact(tx -> counterparties.create(tx, caller.merchant(), RelationshipType.CUSTOMER, Optional.empty()))
            .id();

    @AfterAll
    void the_books_are_consistent() {
        sources.close();
        database.close();
        Invariants.check(clone.asOwner());
        Deadlocks.checkNone(clone.asOwner());
    }

    @Test
    void of_many_cancels_one_happens_and_the_others_repeat_its_answer() {
        for (int round = 0; round < ROUNDS; round++) {
            var order = draftWithItem();
            Callable<Sources.Cancellation> cancel = () -> sources.cancel(caller, ORDER, order, Optional.empty());
            var answers = allAnswered(Race.run(nCopies(RIVALS, cancel)));
            assertThat(answers.stream().filter(answer -> !answer.repeated())).hasSize(1);
            assertThat(answers.stream().map(Sources.Cancellation::source).distinct())
                    .hasSize(1);
            assertThat(happened(order, EventType.CANCELED)).isEqualTo(1);
        }
    }

    @Test
    void cancels_that_share_a_commit_are_each_answered_for_their_own_order() {
        for (int round = 0; round < ROUNDS / 10; round++) {
            var asked =
                    IntStream.range(0, CROWD).mapToObj(order -> draftWithItem()).toList();
            var everyOneTwice = nCopies(2, asked).stream().flatMap(List::stream).toList();
            var answers = allAnswered(Race.run(everyOneTwice.stream()
                    .map(order -> (Callable<Sources.Cancellation>)
                            () -> sources.cancel(caller, ORDER, order, Optional.of("reason " + order)))
                    .toList()));
            for (int rival = 0; rival < everyOneTwice.size(); rival++) {
                assertThat(answers.get(rival).source().id()).isEqualTo(everyOneTwice.get(rival));
            }
            assertThat(answers.stream().filter(answer -> !answer.repeated())).hasSize(CROWD);
            assertThat(asked)
                    .allSatisfy(order -> assertThat(Listed.<HistoryEntry>rows(
                                    2, 10, listing -> sources.history(caller.merchant(), ORDER, order, listing)))
                            .singleElement()
                            .satisfies(entry -> assertThat(entry.reason()).contains("reason " + order)));
        }
    }

    @Test
    void an_order_that_is_held_holds_up_nobody_elses_cancel() {
        var held = draftWithItem();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holder = clone.asOwner().open()) {
            var _ = holder.begin().execute("select 1 from source where id = " + held.value() + " for update");
            var patient = nCopies(RIVALS, held).stream()
                    .map(order -> threads.submit(() -> sources.cancel(caller, ORDER, order, Optional.empty())))
                    .toList();
            LockWaits.isReached(clone.asOwner(), RIVALS);
            for (int other = 0; other < OTHERS; other++) {
                var order = draftWithItem();
                assertThat(threads.submit(() -> sources.cancel(caller, ORDER, order, Optional.empty())))
                        .succeedsWithin(Duration.ofSeconds(4))
                        .matches(answer -> !answer.repeated());
                assertThat(patient).noneMatch(Future::isDone);
            }
            var _ = holder.commit();
            assertThat(patient).allSatisfy(cancel -> assertThat(cancel).succeedsWithin(Duration.ofSeconds(5)));
        }
        assertThat(happened(held, EventType.CANCELED)).isEqualTo(1);
    }

    @Test
    void a_cancel_request_for_an_order_that_others_hold_in_turns_waits_for_its_own() {
        var order = draftWithItem();
        var ended = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var holders = nCopies(RIVALS, order).stream()
                    .map(held -> threads.submit(() -> {
                        while (!ended.get()) {
                            var _ = database.everywhere().transact(tx -> {
                                var source = SourceTable.lock(tx, caller.merchant(), ORDER, held);
                                return source.isPresent() && tx.execute("select pg_sleep(0.02)") >= 0;
                            });
                        }
                        return held;
                    }))
                    .toList();
            try {
                assertThat(threads.submit(() -> sources.requestCancel(caller, ORDER, order, Optional.empty())))
                        .succeedsWithin(Duration.ofSeconds(10));
            } finally {
                ended.set(true);
            }
            assertThat(holders).allSatisfy(holder -> assertThat(holder).succeedsWithin(Duration.ofSeconds(5)));
        }
        assertThat(happened(order, EventType.CANCELED)).isEqualTo(1);
    }

    @Test
    void an_unknown_order_in_the_crowd_harms_nobody_else() {
        for (int round = 0; round < ROUNDS / 10; round++) {
            var known = draftWithItem();
            Callable<Sources.Cancellation> cancel = () -> sources.cancel(caller, ORDER, known, Optional.empty());
            Callable<Sources.Cancellation> stranger =
                    () -> sources.cancel(caller, ORDER, new SourceId(Long.MAX_VALUE), Optional.empty());
            List<Callable<Sources.Cancellation>> rivals = new ArrayList<>(nCopies(3, stranger));
            rivals.add(1, cancel);
            var outcomes = Race.run(rivals);
            assertThat(Race.answers(outcomes)).hasSize(1);
            assertThat(Race.failures(outcomes))
                    .hasSize(3)
                    .allSatisfy(failure -> assertThat(failure).hasMessageContaining("NotFound"));
        }
    }

    @Test
    void a_cancel_among_publishers_wins_in_the_end() {
        for (int round = 0; round < ROUNDS; round++) {
            var order = draftWithItem();
            Callable<SourceStatus> cancel = () -> sources.cancel(caller, ORDER, order, Optional.empty())
                    .source()
                    .status();
            Callable<SourceStatus> publish =
                    () -> sources.publish(caller, ORDER, order).status();
            var outcomes = Race.run(List.of(cancel, publish, cancel, publish));
            assertRefusalsOnly(outcomes);
            assertThat(Race.answers(outcomes)).contains(SourceStatus.CANCELED);
            assertThat(sources.retrieve(caller.merchant(), ORDER, order).status())
                    .isEqualTo(SourceStatus.CANCELED);
            assertThat(happened(order, EventType.CANCELED)).isEqualTo(1);
            assertThat(happened(order, EventType.PUBLISHED))
                    .isEqualTo(Race.answers(outcomes).stream()
                            .filter(SourceStatus.ACTIVE::equals)
                            .count());
        }
    }

    @Test
    void no_item_comes_to_a_canceled_order() {
        for (int round = 0; round < ROUNDS; round++) {
            var order = draftWithItem();
            Callable<String> cancel = () -> sources.cancel(caller, ORDER, order, Optional.empty())
                    .source()
                    .status()
                    .name();
            Callable<String> add = () -> add(order).name();
            var outcomes = Race.run(List.of(add, cancel, add, add));
            assertRefusalsOnly(outcomes);
            var added = Race.answers(outcomes).stream().filter("Rice"::equals).count();
            assertThat(sources.retrieve(caller.merchant(), ORDER, order).itemCount())
                    .isEqualTo(1 + (int) added);
            assertThat(happened(order, EventType.ITEM_ADDED)).isEqualTo(1 + added);
            assertThat(happened(order, EventType.CANCELED)).isEqualTo(1);
        }
        Invariants.check(clone.asOwner());
    }

    @Test
    void of_many_publishers_one_publishes() {
        for (int round = 0; round < ROUNDS; round++) {
            var order = draftWithItem();
            Callable<Source> publish = () -> sources.publish(caller, ORDER, order);
            var outcomes = Race.run(nCopies(RIVALS, publish));
            assertRefusalsOnly(outcomes);
            assertThat(Race.answers(outcomes)).hasSize(1);
            assertThat(happened(order, EventType.PUBLISHED)).isEqualTo(1);
        }
    }

    @Test
    void items_that_come_go_and_change_at_once_leave_the_total_right() {
        for (int round = 0; round < ROUNDS; round++) {
            var order = draftWithItem();
            var first = add(order).id();
            var second = add(order).id();
            Callable<SourceItem> add = () -> add(order);
            Callable<SourceItem> change = () -> items.update(
                    caller,
                    ORDER,
                    order,
                    first,
                    new SourceItems.Change(Optional.empty(), Optional.of(7), Optional.empty()));
            Callable<SourceItem> remove = () -> items.remove(caller, ORDER, order, second);
            assertThat(allAnswered(Race.run(List.of(add, change, remove, change, add))))
                    .hasSize(5);
        }
        Invariants.check(clone.asOwner());
    }

    @Test
    void an_invoice_among_publishers_and_editors_is_canceled_once_and_stays_so() {
        for (int round = 0; round < ROUNDS; round++) {
            var invoice = draftWithItem(INVOICE);
            var monthLater = new Patch.Give<>(clock.instant().plus(Duration.ofDays(30)));
            var later = new Sources.Change(new Patch.Keep<>(), Optional.empty(), Optional.empty(), monthLater);
            Callable<Source> cancel = () ->
                    sources.cancel(caller, INVOICE, invoice, Optional.empty()).source();
            Callable<Source> publish = () -> sources.publish(caller, INVOICE, invoice);
            Callable<Source> edit = () -> sources.update(caller, INVOICE, invoice, later);
            var outcomes = Race.run(List.of(edit, cancel, publish, cancel));
            assertRefusalsOnly(outcomes);
            var canceled = sources.retrieve(caller.merchant(), INVOICE, invoice);
            assertThat(canceled.status()).isEqualTo(SourceStatus.CANCELED);
            assertThat(Race.answers(outcomes)).contains(canceled);
            var types = Listed.<HistoryEntry>rows(
                            0, 100, listing -> sources.history(caller.merchant(), INVOICE, invoice, listing))
                    .stream()
                    .map(HistoryEntry::type)
                    .toList();
            assertThat(types).containsOnlyOnce(EventType.CANCELED).endsWith(EventType.CANCELED);
            assertThat(canceled.dueDate().isPresent()).isEqualTo(types.contains(EventType.UPDATED));
        }
        Invariants.check(clone.asOwner());
    }

    private SourceId draftWithItem() {
        return draftWithItem(ORDER);
    }

    private SourceId draftWithItem(SourceKind kind) {
        var draft = new Sources.Draft(
                counterparty, CurrencyUnit.USD, "", FeeBearer.PAYER, true, Optional.empty(), Optional.empty());
        var source = database.everywhere()
                .transact(tx -> sources.create(tx, caller, kind, draft))
                .id();
        assertThat(add(kind, source).qty()).isEqualTo(2);
        return source;
    }

    private SourceItem add(SourceId order) {
        return add(ORDER, order);
    }

    private SourceItem add(SourceKind kind, SourceId source) {
        var draft = new SourceItems.Draft("Rice", CurrencyUnit.USD, 2, new BigDecimal("10.5"));
        return database.everywhere().transact(tx -> items.add(tx, caller, kind, source, draft));
    }

    private long happened(SourceId order, EventType type) {
        return Listed.<HistoryEntry>rows(0, 100, listing -> sources.history(caller.merchant(), ORDER, order, listing))
                .stream()
                .filter(entry -> entry.type() == type)
                .count();
    }

    private Caller.ByCredential caller() {
        var merchants = new Merchants(database, new Credentials(database, clock, new SecureRandom()), clock);
        var merchant = merchants
                .register("Shop", MerchantType.ORGANIZATION, Optional.empty(), Optional.empty())
                .merchant();
        return new Caller.ByCredential(merchant.id(), merchant.type(), "odc_test", "race");
    }

    private static <T> List<T> allAnswered(List<Outcome<T>> outcomes) {
        assertThat(Race.failures(outcomes)).isEmpty();
        return Race.answers(outcomes);
    }

    /// Whoever lost was told why; nothing else went wrong.
    private static <T> void assertRefusalsOnly(List<Outcome<T>> outcomes) {
        assertThat(Race.failures(outcomes))
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                refused -> assertThat(refused.problem()).isInstanceOf(Refused.class)));
    }
}
