package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the payers of one shop leave to each other, to the shop and to other shops.
class PayersApiTest {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    /// All come from one address, as the customers of a mobile operator do. The requests of strangers from one
    /// address are 256 at most.
    private static final int PAYERS = 1_000;
    private static final int FLOOD = 600;
    private static final int ADDRESSES = 150;
    private static final int HONEST_CALLS = 20;

    @RegisterExtension
    static final TestServer BEHIND = new TestServer().trusting("127.0.0.0/8");

    private final Client shop = BEHIND.newMerchant();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> flood = new ArrayList<>();
    private final LongAdder answered = new LongAdder();

    @AfterEach
    void end() throws InterruptedException {
        over.set(true);
        for (var thread : flood) {
            thread.join();
        }
    }

    @Test
    void a_thousand_payers_behind_one_address_all_get_their_page_at_once() throws Exception {
        var request = request(link(shop, Orders.createActive(shop)), "198.51.100.7");
        var connected = new CountDownLatch(PAYERS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> payers = new ArrayList<>();
            for (int payer = 0; payer < PAYERS; payer++) {
                payers.add(threads.submit(() -> status(request, connected)));
            }
            List<Integer> statuses = new ArrayList<>();
            for (var payer : payers) {
                statuses.add(payer.get());
            }
            assertThat(statuses).hasSize(PAYERS).containsOnly(200);
        }
    }

    /// Sends the request when all payers are connected.
    private static int status(String request, CountDownLatch connected) throws InterruptedException {
        try (var connection = RawConnection.open(BEHIND.url())) {
            connected.countDown();
            connected.await();
            connection.send(request);
            return connection.reply(false).orElseThrow().status();
        }
    }

    @Test
    void a_flood_of_one_shops_link_holds_up_neither_the_shop_nor_the_payers_of_another() {
        var order = Orders.createActive(shop);
        var other = BEHIND.newMerchant();
        var othersOrder = Orders.createActive(other);
        var othersLink = link(other, othersOrder);
        flood(link(shop, order));
        for (int call = 0; call < HONEST_CALLS; call++) {
            timely("the shop", shop, "/v1/orders/retrieve/" + order);
            timely("another shop", other, "/v1/orders/retrieve/" + othersOrder);
            timely("a payer of another shop", from("198.51.100.1"), othersLink);
        }
    }

    private static void timely(String who, Client caller, String path) {
        long began = System.nanoTime();
        assertThat(caller.get(path).status()).as(who).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).as(who).isLessThan(LONGEST_CALL);
    }

    private void flood(String link) {
        for (int number = 0; number < FLOOD; number++) {
            var request = request(link, "198.51.100." + number % ADDRESSES);
            flood.add(Thread.ofVirtual().start(() -> openWithoutEnd(request)));
        }
        Eventually.isTrue("it floods", () -> answered.sum() > FLOOD);
    }

    private void openWithoutEnd(String request) {
        try (var connection = RawConnection.open(BEHIND.url())) {
            while (!over.get()) {
                connection.send(request);
                if (connection.reply(false).isEmpty()) {
                    return;
                }
                answered.increment();
            }
        }
    }

    private static String request(String path, String address) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + address + "\r\n\r\n";
    }

    private static Client from(String address) {
        return BEHIND.stranger().with("X-Forwarded-For", address);
    }

    private static String link(Client shop, long order) {
        var number = shop.get("/v1/orders/retrieve/" + order).expect(200).text("order_number");
        return shop.get("/v1/links/pay?source_type=ORDER&source_number=" + number)
                .expect(200)
                .text("url")
                .substring(BEHIND.url().length());
    }
}
