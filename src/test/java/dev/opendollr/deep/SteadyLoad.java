package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/// Callers who read and create, one request after the other, through whatever happens behind the proxy.
final class SteadyLoad implements AutoCloseable {
    private static final int CALLERS = 6;
    /// Enough that every caller has called several times.
    private static final int MORE = 20 * CALLERS;
    private static final String COUNT = "select count(*) from source";

    private final TwoServers servers;
    private final Client shop;
    private final long counterparty;
    private final long read;
    private final long before;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong created = new AtomicLong();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final List<Thread> callers = new ArrayList<>();

    private SteadyLoad(TwoServers servers) throws IOException {
        this.servers = servers;
        shop = servers.demo();
        counterparty = Orders.counterparty(shop);
        read = Orders.create(shop, counterparty);
        before = sources();
    }

    static SteadyLoad start(TwoServers servers) throws IOException {
        var load = new SteadyLoad(servers);
        for (int caller = 0; caller < CALLERS; caller++) {
            load.callers.add(Thread.startVirtualThread(load::call));
        }
        return load;
    }

    /// Waits until some more requests have been answered.
    void awaitMore() {
        long enough = answered.get() + MORE;
        Eventually.isTrue("more requests are answered, or one is lost", () -> answered.get() >= enough || isLost());
    }

    /// Ends it and fails if a request was lost, or if one creation was done twice.
    void finish() throws InterruptedException {
        end();
        assertThat(lost).as("lost, of %d requests", answered.get()).isEmpty();
        assertThat(sources() - before).as("orders").isEqualTo(created.get());
    }

    @Override
    public void close() {
        end();
    }

    private void end() {
        over.set(true);
        try {
            for (var caller : callers) {
                caller.join();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isLost() {
        return !lost.isEmpty();
    }

    private void call() {
        while (!over.get()) {
            attempt("GET", () -> shop.get("/v1/orders/retrieve/" + read).status());
            attempt("POST", this::create);
        }
    }

    private int create() {
        int status = shop.with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/v1/orders/create", Orders.draft(counterparty, "USD"))
                .status();
        created.addAndGet(status == 200 ? 1 : 0);
        return status;
    }

    private void attempt(String what, IntSupplier request) {
        try {
            int status = request.getAsInt();
            if (status != 200) {
                lost.add(what + " " + status);
            }
        } catch (RuntimeException | AssertionError broken) {
            lost.add(what + " " + broken);
        }
        answered.incrementAndGet();
    }

    private long sources() {
        return servers.database()
                .asOwner()
                .withHandle(
                        handle -> handle.createQuery(COUNT).mapTo(Long.class).one());
    }
}
