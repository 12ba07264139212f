package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Merchants whose calls wait for each other at one order: they hold nearly all connections of the database, each for
/// a moment only.
class QueuesAtOneOrderApiTest {
    private static final int CALLERS = 60;
    private static final int CALLS = 30;
    private static final Duration MOST = Duration.ofSeconds(10);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder answered = new LongAdder();
    private final List<Thread> flood = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        over.set(true);
        for (var thread : flood) {
            thread.join();
        }
    }

    @Test
    void two_merchants_that_queue_at_an_order_each_refuse_nobody_elses_calls() {
        flood(SERVER.client(SERVER.register().credential()));
        flood(SERVER.client(SERVER.register().credential()));
        var other = SERVER.client(SERVER.register().credential());
        Eventually.isTrue("they queue", () -> answered.sum() > 2 * CALLERS);
        for (int call = 0; call < CALLS; call++) {
            long start = System.nanoTime();
            assertThat(Orders.create(other)).isPositive();
            long took = System.nanoTime() - start;
            assertThat(Duration.ofNanos(took)).isLessThan(MOST);
        }
    }

    private void flood(Client shop) {
        long order = Orders.create(shop);
        for (int caller = 0; caller < CALLERS; caller++) {
            var body = "{\"reference_id\": \"caller-%d\"}".formatted(caller);
            flood.add(Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    var _ = shop.put("/v1/orders/update/" + order, body);
                    answered.increment();
                }
            }));
        }
    }
}
