package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// More answers at once than there is room for: some of them are given.
class LargestOrdersApiTest {
    private static final int ITEMS = 1_000;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Client shop = new Client("", Map.of());

    @BeforeAll
    static void log_in() {
        shop = SERVER.newMerchant();
    }

    @ParameterizedTest(name = "{0} readers of orders with names of {1} characters")
    @CsvSource({"40, 1000", "40, 250", "12, 1000"})
    void some_are_answered(int readers, int characters) throws Exception {
        long order = order("\uD83D\uDE00".repeat(characters));
        List<Future<Integer>> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> read =
                    () -> shop.get("/v1/orders/retrieve/" + order).status();
            for (int reader = 0; reader < readers; reader++) {
                statuses.add(threads.submit(read));
            }
        }
        int answered = 0;
        for (var status : statuses) {
            assertThat(status.get()).isIn(200, 503);
            answered += status.get() == 200 ? 1 : 0;
        }
        assertThat(answered).isPositive();
    }

    private static long order(String name) {
        long order = Kind.ORDER.create(shop);
        long item = shop.post("/v1/orders/" + order + "/items/add", """
            {"name": "%s", "currency": "USD", "qty": 1, "amount": 1}\
            """.formatted(name))
                .expect(200)
                .id();
        SERVER.database().asOwner().useHandle(handle -> {
            handle.execute("""
                insert into source_item (merchant_id, source_id, name, currency, qty, amount, created_at, updated_at)
                select merchant_id, source_id, name, currency, qty, amount, created_at, updated_at
                  from source_item, generate_series(2, ?)
                 where id = ?
                """, ITEMS, item);
            handle.execute("update source set item_count = ?, total_amount = ? where id = ?", ITEMS, ITEMS, order);
        });
        return order;
    }
}
