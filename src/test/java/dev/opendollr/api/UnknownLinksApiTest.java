package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whoever guesses links is told to wait. Whoever has one is served all the same, also from the same address.
class UnknownLinksApiTest {
    private static final int ONE_NETWORK_PER_MINUTE = 60;
    /// More than a minute allows and than it gives back meanwhile.
    private static final int GUESSES = 200;

    @RegisterExtension
    static final TestServer BEHIND = new TestServer().trusting("127.0.0.0/8");

    @Test
    void a_network_that_guesses_links_is_told_to_wait_and_its_payers_are_not() {
        var address = link();
        var guesser = from("198.51.100.7");
        var statuses = IntStream.range(0, GUESSES)
                .mapToObj(number -> guess(guesser, number))
                .toList();
        assertThat(statuses.subList(0, ONE_NETWORK_PER_MINUTE)).containsOnly(404);
        assertThat(statuses).endsWith(429).containsOnly(404, 429);

        var told = guesser.get("/receipt/" + "A".repeat(44)).expect(429);
        assertThat(told.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(told.header("Retry-After")).contains("1");

        guesser.get(address).expect(200);
        guesser.get("/v1/orders/list").expect(401);
        assertThat(guess(from("198.51.100.8"), 0)).as("another address").isEqualTo(404);
    }

    @Test
    void links_that_exist_are_not_counted() {
        var address = link();
        var payers = from("198.51.100.20");
        for (int view = 0; view < 2 * ONE_NETWORK_PER_MINUTE; view++) {
            payers.get(address).expect(200);
        }
        assertThat(guess(payers, 0)).isEqualTo(404);
    }

    private static int guess(Client guesser, int number) {
        return guesser.get("/pay/" + ("guess" + number + "A".repeat(44)).substring(0, 44))
                .status();
    }

    private static Client from(String address) {
        return BEHIND.stranger().with("X-Forwarded-For", address);
    }

    private static String link() {
        var shop = BEHIND.newMerchant();
        var number =
                shop.get("/v1/orders/retrieve/" + Orders.createActive(shop)).text("order_number");
        return shop.get("/v1/links/pay?source_type=ORDER&source_number=" + number)
                .expect(200)
                .text("url")
                .substring(BEHIND.url().length());
    }
}
