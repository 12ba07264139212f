package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Lists that are short for most merchants: their rows are written as they come too, and the rest of them waits in
/// PostgreSQL while there is no memory for more.
class LongListsApiTest {
    private static final int PAGE_ROWS = 1_000;
    private static final int COPIES = 1_050;
    private static final int ASKING = 6;

    private static final String COPY_SESSION = """
        insert into session
        select made.*
          from session, generate_series(1, ?) as number,
               jsonb_populate_record(session, jsonb_build_object('id', 1000000 + number)) as made
         where session.id = (select session_id from execution where id = ?)
        """;

    private static final String COPY_EXECUTION = """
        insert into execution
        select made.*
          from execution, generate_series(1, ?) as number,
               jsonb_populate_record(execution, jsonb_build_object(
                   'id', 1000000 + number, 'session_id', 1000000 + number,
                   'reference_id', gen_random_uuid(), 'attempt_id', gen_random_uuid())) as made
         where execution.id = ?
        """;

    private static final String COPY_ATTEMPT = """
        insert into sandbox_attempt (merchant_id, id, reference_id, kind, payment_method, currency, amount,
                                     provider_id, created_at)
        select merchant_id, gen_random_uuid(), gen_random_uuid(), kind, payment_method, currency, amount,
               provider_id, created_at + number * interval '1 ms'
          from sandbox_attempt, generate_series(1, ?) as number
         where (merchant_id, id) = (select merchant_id, attempt_id from execution where id = ?)
        """;

    /// Transactions whose rows are not all taken yet; what reads a list whole needs none.
    private static final String WAITING = """
        select count(*)
          from pg_stat_activity
         where datname = current_database() and state = 'idle in transaction' and query like ?
        """;

    /// Of its rows in the end many are copies, which the books know nothing of.
    @RegisterExtension
    static final TestServer SERVER = TestServer.withForcedStatuses();

    private final Client shop = SERVER.newMerchant();

    @ParameterizedTest
    @EnumSource
    void payments_of_a_source_come_in_pages_and_stay_in_the_database_until_they_are_written(Kind kind)
            throws Exception {
        long source = kind.createActive(shop);
        var failed = Payments.collect(shop, kind, source, Payments.account(shop, "COLLECTION", Payments.NO_MONEY));
        copy(COPY_SESSION, failed.paymentIntent());
        copy(COPY_EXECUTION, failed.paymentIntent());
        var path = kind.path() + "/" + source + "/payments";

        var pages = Pages.of(shop, path).stream()
                .map(page -> texts(page, "payment_intent_id"))
                .toList();
        assertThat(pages).extracting(List::size).containsExactly(PAGE_ROWS, COPIES + 1 - PAGE_ROWS);
        assertThat(pages.stream().flatMap(List::stream).map(Long::valueOf))
                .isSorted()
                .doesNotHaveDuplicates();
        staysInTheDatabase(path, "%from execution%order by id%");
    }

    @Test
    void attempts_in_flight_are_a_thousand_at_most_and_stay_in_the_database_until_they_are_written() throws Exception {
        var stuck = Payments.collectOrder(
                shop, Kind.ORDER.createActive(shop), Payments.account(shop, "COLLECTION", Payments.STAYS_IN_FLIGHT));
        copy(COPY_ATTEMPT, stuck.paymentIntent());

        var answer = shop.get("/sandbox/attempts").expect(200);
        assertThat(answer.header("Link")).isEmpty();
        assertThat(texts(answer, "id")).hasSize(PAGE_ROWS).doesNotHaveDuplicates();
        assertThat(texts(answer, "created_at").stream().map(Instant::parse)).isSorted();
        assertThat(answer.json().get(0).path("reference_id"))
                .isEqualTo(stuck.json().path("reference_id"));
        staysInTheDatabase("/sandbox/attempts", "%from sandbox_attempt%order by created_at%");
    }

    /// Several ask for the list at once, whose answers grow one after the other: who waits is seen in a transaction.
    private void staysInTheDatabase(String path, String query) throws Exception {
        var seen = new CountDownLatch(1);
        List<Future<?>> asking = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int count = 0; count < ASKING; count++) {
                asking.add(threads.submit(() -> askUntil(seen, path)));
            }
            try {
                Eventually.isTrue("rows wait in the database", () -> isWaiting(query));
            } finally {
                seen.countDown();
            }
        }
        for (var answered : asking) {
            answered.get();
        }
        assertThat(shop.get(path).status()).isEqualTo(200);
    }

    private void askUntil(CountDownLatch seen, String path) {
        while (seen.getCount() > 0) {
            assertThat(shop.get(path).status()).isIn(200, 503);
        }
    }

    private static boolean isWaiting(String query) {
        return SERVER.database()
                        .asOwner()
                        .withHandle(handle ->
                                handle.select(WAITING, query).mapTo(Long.class).one())
                > 0;
    }

    private static void copy(String sql, long execution) {
        SERVER.database().asOwner().useHandle(handle -> handle.execute(sql, COPIES, execution));
    }

    /// One member of each row.
    private static List<String> texts(Answer list, String member) {
        List<String> texts = new ArrayList<>();
        list.json().forEach(row -> texts.add(row.path(member).asString()));
        return texts;
    }
}
