package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.TestServer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Behind a proxy that is trusted each caller has a budget of its own; nobody else chooses an address.
class TrustedProxyApiTest {
    private static final int CLIENT_MAX = 10;
    private static final int GUESSES = 40;

    @RegisterExtension
    static final TestServer BEHIND = new TestServer().trusting("127.0.0.0/8");

    @RegisterExtension
    static final TestServer ALONE = new TestServer();

    @Test
    void callers_behind_a_trusted_proxy_have_budgets_of_their_own() {
        var guessed = BEHIND.register().credential().clientId();
        var guesser = BEHIND.stranger().with("X-Forwarded-For", "203.0.113.9, 198.51.100.7");
        assertThat(refusedAfterGuesses(guesser, guessed)).as("the guesser").isPositive();
        assertThat(guess(BEHIND.stranger().with("X-Forwarded-For", "198.51.100.8"), guessed))
                .as("another address")
                .isEqualTo(401);
        assertThat(guess(BEHIND.stranger().with("X-Forwarded-For", "198.51.100.99, 198.51.100.7"), guessed))
                .as("the guesser, who writes another address before its own")
                .isEqualTo(429);
    }

    /// It neither gets a new budget by each lie nor uses up that of the proxy, which stands for nobody.
    @Test
    void a_guesser_that_contradicts_the_proxy_in_another_header_counts_as_itself() {
        var guessed = BEHIND.register().credential().clientId();
        var guesser = BEHIND.stranger().with("X-Forwarded-For", "198.51.100.20");
        var statuses = IntStream.range(0, 2 * CLIENT_MAX)
                .mapToObj(n -> guess(guesser.with("Forwarded", "for=203.0.113." + n), guessed))
                .toList();
        assertThat(statuses).as("the guesser").endsWith(429);
        assertThat(guess(guesser, guessed)).as("the guesser without a lie").isEqualTo(429);
        assertThat(guess(BEHIND.stranger(), guessed)).as("the proxy itself").isEqualTo(401);
    }

    @Test
    void all_addresses_of_one_subscriber_have_one_budget() {
        var guessed = BEHIND.register().credential().clientId();
        var statuses = IntStream.range(1, 2 * CLIENT_MAX)
                .mapToObj(n -> guess(BEHIND.stranger().with("X-Forwarded-For", "2001:db8:0:7::" + n), guessed))
                .toList();
        assertThat(statuses).endsWith(429);
        assertThat(guess(BEHIND.stranger().with("X-Forwarded-For", "2001:db8:0:8::1"), guessed))
                .as("another subscriber")
                .isEqualTo(401);
    }

    @Test
    void nobody_else_chooses_an_address() {
        var guessed = ALONE.register().credential().clientId();
        long refused = IntStream.range(0, GUESSES)
                .filter(n -> guess(ALONE.stranger().with("X-Forwarded-For", "198.51.100." + n), guessed) == 429)
                .count();
        assertThat(refused).isGreaterThanOrEqualTo(GUESSES / 2);
    }

    private static long refusedAfterGuesses(Client guesser, String clientId) {
        return IntStream.range(0, 2 * CLIENT_MAX)
                .filter(_ -> guess(guesser, clientId) == 429)
                .count();
    }

    private static int guess(Client client, String clientId) {
        return client.post(
                        "/v1/jwt/client/obtain/token",
                        "{\"client_id\": \"%s\", \"client_secret\": \"ods_guess\"}".formatted(clientId))
                .status();
    }
}
