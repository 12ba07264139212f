package dev.opendollr.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.merchant.Credentials;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.party.Counterparties;
import dev.opendollr.party.RelationshipType;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceItems;
import dev.opendollr.source.SourceKind;
import dev.opendollr.source.Sources;
import dev.opendollr.testing.Deadlocks;
import dev.opendollr.testing.Invariants;
import dev.opendollr.testing.Listed;
import dev.opendollr.testing.TestPostgres;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Readers beside many who write: each hears each change exactly once, those of one object in their order.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedRacesDbTest {
    private static final int WRITERS = 8;
    private static final int ROUNDS = 60;
    private static final int SHARED = 4;
    private static final int PART = 7;
    private static final long SEED = 20_261_127;

    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 16);
    private final InstantSource clock = () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
    private final Counterparties counterparties = new Counterparties(database, clock);
    private final Sources sources = new Sources(database, counterparties, clock);
    private final SourceItems items = new SourceItems(sources, database, clock);

    @AfterAll
    void the_books_are_consistent() {
        sources.close();
        database.close();
        Invariants.check(clone.asOwner());
        Deadlocks.checkNone(clone.asOwner());
    }

    private Caller.ByCredential caller() {
        var merchants = new Merchants(database, new Credentials(database, clock, new SecureRandom()), clock);
        var registered = merchants.register("Shop", MerchantType.ORGANIZATION, Optional.empty(), Optional.empty());
        return new Caller.ByCredential(
                registered.merchant().id(),
                MerchantType.ORGANIZATION,
                registered.credential().clientId(),
                "request");
    }

    private SourceId draft(Caller.ByCredential caller) {
        return database.everywhere().transact(tx -> {
            var customer = counterparties
                    .create(tx, caller.merchant(), RelationshipType.CUSTOMER, Optional.empty())
                    .id();
            var draft = new Sources.Draft(
                    customer, CurrencyUnit.USD, "", FeeBearer.PAYER, false, Optional.empty(), Optional.empty());
            return sources.create(tx, caller, SourceKind.ORDER, draft).id();
        });
    }

    /// As a keyed creation does: the transaction has a number before it waits for the order.
    private void addItem(Caller.ByCredential caller, SourceId order) {
        var _ = database.everywhere().transact(tx -> {
            var _ = tx.createQuery("select cast(pg_current_xact_id() as text)")
                    .mapTo(String.class)
                    .one();
            return items.add(
                    tx,
                    caller,
                    SourceKind.ORDER,
                    order,
                    new SourceItems.Draft("Rice", CurrencyUnit.USD, 1, new BigDecimal("5")));
        });
    }

    private void write(Caller.ByCredential caller, List<SourceId> shared, Random random) {
        for (int round = 0; round < ROUNDS; round++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    var order = draft(caller);
                    addItem(caller, order);
                    var _ = sources.publish(caller, SourceKind.ORDER, order);
                    var _ = sources.cancel(caller, SourceKind.ORDER, order, Optional.empty());
                }
                case 1 -> {
                    var _ = sources.cancel(caller, SourceKind.ORDER, draft(caller), Optional.empty());
                }
                default -> addItem(caller, shared.get(random.nextInt(shared.size())));
            }
        }
    }

    /// Of another process, which remembers nothing of what this one has seen.
    private List<Event> readUntilDone(Caller.ByCredential caller, List<Future<?>> writers, int part) {
        var feed = new Feed(database);
        List<Event> heard = new ArrayList<>();
        Optional<Long> place = Optional.empty();
        boolean done = false;
        while (true) {
            var from = place;
            var next = new long[1];
            var events = Listed.<Event>rows(
                    0,
                    part,
                    listing -> next[0] =
                            feed.read(caller.merchant(), from, listing).next());
            heard.addAll(events);
            place = Optional.of(next[0]);
            if (done && events.isEmpty()) {
                return heard;
            }
            done = writers.stream().allMatch(Future::isDone);
        }
    }

    @Test
    void whoever_reads_beside_many_who_write_hears_each_change_once_and_in_order() throws Exception {
        var mine = caller();
        var other = caller();
        var shared = IntStream.range(0, SHARED).mapToObj(_ -> draft(mine)).toList();
        var sharedByOthers =
                IntStream.range(0, SHARED).mapToObj(_ -> draft(other)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                var random = new Random(SEED + writer);
                boolean isMine = writer % 4 > 0;
                writers.add(
                        threads.submit(() -> write(isMine ? mine : other, isMine ? shared : sharedByOthers, random)));
            }
            var readers = List.of(
                    threads.submit(() -> readUntilDone(mine, writers, PART)),
                    threads.submit(() -> readUntilDone(mine, writers, 1_000)),
                    threads.submit(() -> readUntilDone(other, writers, 1)));
            for (var writer : writers) {
                var _ = writer.get();
            }
            assertHeard(mine, readers.get(0));
            assertHeard(mine, readers.get(1));
            assertHeard(other, readers.get(2));
        }
    }

    private void assertHeard(Caller.ByCredential caller, Future<List<Event>> reader)
            throws InterruptedException, ExecutionException {
        var heard = reader.get();
        assertThat(heard.stream().map(event -> event.objectId() + " " + event.version()))
                .containsExactlyElementsOf(happened(caller));
        Map<Long, Integer> versions = new HashMap<>();
        for (var event : heard) {
            assertThat(event.version()).isEqualTo(versions.merge(event.objectId(), 1, Integer::sum));
        }
    }

    private List<String> happened(Caller.ByCredential caller) {
        return clone.asOwner()
                .withHandle(handle -> handle.createQuery("""
                    select source_id || ' ' || version
                      from source_event
                     where merchant_id = :merchant
                     order by feed_id
                    """)
                        .bind("merchant", caller.merchant().value())
                        .mapTo(String.class)
                        .list());
    }
}
