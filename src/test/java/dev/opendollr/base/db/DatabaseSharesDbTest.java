package dev.opendollr.base.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.work.CallerNetwork;
import dev.opendollr.base.work.Computing;
import dev.opendollr.base.work.OnBehalf;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.TestPostgres;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What one merchant, and all strangers together, leave to others.
class DatabaseSharesDbTest {
    private static final MerchantId FLOOD = new MerchantId(1);
    private static final MerchantId OTHER = new MerchantId(2);

    private static final CallerNetwork ONE = new CallerNetwork(InetAddress.ofLiteral("192.0.2.1"));
    private static final CallerNetwork ANOTHER = new CallerNetwork(InetAddress.ofLiteral("192.0.2.2"));
    /// More than may wait, which is told some of them.
    private static final int CROWD = 300;

    private final Database database = new Database(TestPostgres.migrated().server(), 4);
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> flood = new ArrayList<>();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        for (var thread : flood) {
            thread.join();
        }
        database.close();
    }

    @Test
    void who_waits_for_the_database_computes_no_more() {
        var places = Computing.places(1);
        OnBehalf.stranger(
                CallerNetwork.UNKNOWN,
                () -> Computing.during(places, () -> {
                    Computing.begin();
                    assertThat(places.held()).isEqualTo(1);
                    assertThat(database.<Integer>transact(_ -> places.held())).isZero();
                }));
    }

    @ParameterizedTest(name = "{0} callers of one merchant")
    @ValueSource(ints = {4, 40, 250})
    void a_merchant_that_holds_what_it_may_leaves_places_to_others_and_to_the_program(int callers) {
        for (int caller = 0; caller < callers; caller++) {
            flood.add(Thread.ofVirtual()
                    .start(() -> OnBehalf.stranger(ONE, () -> {
                        OnBehalf.identified(FLOOD);
                        holdUntilTheEnd();
                    })));
        }
        Eventually.isTrue(
                "two hold a connection, the others wait", () -> working.get() == 2 && database.busy() == callers);

        OnBehalf.stranger(ONE, () -> {
            assertThat(one()).as("a stranger").isEqualTo(1);
            OnBehalf.identified(OTHER);
            assertThat(one()).as("another merchant").isEqualTo(1);
        });
        assertThat(one()).as("the program").isEqualTo(1);
        assertThat(working.get()).as("no third of the flood got one").isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} payers of one merchant")
    @ValueSource(ints = {4, 40, 1_000})
    void payers_of_one_merchant_leave_places_to_its_programs_to_other_payers_and_to_others(int payers) {
        for (int payer = 0; payer < payers; payer++) {
            flood.add(Thread.ofVirtual()
                    .start(() -> OnBehalf.stranger(ONE, () -> {
                        OnBehalf.payer(FLOOD);
                        holdUntilTheEnd();
                    })));
        }
        Eventually.isTrue(
                "one holds a connection, the others wait", () -> working.get() == 1 && database.busy() == payers);

        OnBehalf.stranger(ONE, () -> {
            assertThat(one()).as("a stranger").isEqualTo(1);
            OnBehalf.identified(FLOOD);
            assertThat(one()).as("the merchant itself").isEqualTo(1);
            OnBehalf.payer(OTHER);
            assertThat(one()).as("a payer of another merchant").isEqualTo(1);
            OnBehalf.identified(OTHER);
            assertThat(one()).as("another merchant").isEqualTo(1);
        });
        assertThat(one()).as("the program").isEqualTo(1);
        assertThat(working.get()).as("no second of the flood got one").isEqualTo(1);
    }

    @Test
    void all_strangers_together_leave_the_rest_to_merchants() {
        for (int caller = 0; caller < 40; caller++) {
            flood.add(Thread.ofVirtual().start(() -> OnBehalf.stranger(ONE, this::holdUntilTheEnd)));
        }
        Eventually.isTrue("one holds a connection, the others wait", () -> working.get() == 1 && database.busy() == 40);
        OnBehalf.stranger(ONE, () -> {
            OnBehalf.identified(OTHER);
            assertThat(one()).isEqualTo(1);
        });
        assertThat(working.get()).as("no second stranger got one").isEqualTo(1);
    }

    @Test
    void a_crowd_from_one_network_does_not_refuse_a_stranger_from_another() throws InterruptedException {
        for (int caller = 0; caller < CROWD; caller++) {
            flood.add(Thread.ofVirtual().start(() -> OnBehalf.stranger(ONE, this::holdUntilTheEnd)));
        }
        Eventually.isTrue(
                "one holds a connection, others wait, the rest was told",
                () -> working.get() == 1 && database.busy() + database.refused() == CROWD);
        var honest = Thread.ofVirtual()
                .start(() -> OnBehalf.stranger(ANOTHER, () -> {
                    assertThat(one()).isEqualTo(1);
                    answered.incrementAndGet();
                }));
        end.countDown();
        honest.join();
        assertThat(answered.get()).isEqualTo(1);
    }

    /// Whoever is beyond its own limit is told so, and is told in time.
    private void holdUntilTheEnd() {
        try {
            var _ = database.single(handle -> {
                working.incrementAndGet();
                return awaitEnd();
            });
        } catch (ProblemException refused) {
            assertThat(refused.problem()).isInstanceOf(Unavailable.class);
        }
    }

    private boolean awaitEnd() {
        try {
            end.await();
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int one() {
        return database.single(
                handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
    }
}
