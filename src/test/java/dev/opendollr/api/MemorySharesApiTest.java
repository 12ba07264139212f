package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who holds memory by sending slowly or by not reading holds a share of it only, and for a limited time.
class MemorySharesApiTest {
    private static final int TOKEN_BODY_MAX = 4 * 1024;
    private static final int BODY_MAX = 64 * 1024;
    /// More than one merchant's share has room for.
    private static final int HALF_BODIES = 160;
    private static final Duration PROMPT = Duration.ofSeconds(10);
    /// For 32 KiB of an answer to be taken, and for that to be noticed on a busy machine.
    private static final Duration WRITE_DEADLINE = Duration.ofSeconds(45);

    private static final String PARTY = """
        {"fullname": "Ma Hawa", "phone": "231771234567"}\
        """;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();
    private final Client other = SERVER.newMerchant();

    @Test
    void half_bodies_of_strangers_refuse_no_merchant() {
        List<RawConnection> strangers = new ArrayList<>();
        for (int count = 0; count < 128; count++) {
            var stranger = RawConnection.open(SERVER.url());
            stranger.send("""
                POST /v1/jwt/client/obtain/token HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                {\
                """.formatted(count % 2 == 0 ? TOKEN_BODY_MAX : BODY_MAX));
            strangers.add(stranger);
        }
        for (int count = 0; count < 20; count++) {
            assertThat(promptly(() -> createParty(shop))).isEqualTo(200);
        }
        strangers.forEach(RawConnection::close);
    }

    @ParameterizedTest(name = "{0} bytes, chunked: {1}")
    @CsvSource({"4096, false, 401", "4096, true, 401", "4097, false, 413", "4097, true, 413", "60000, true, 413"})
    void a_token_is_asked_for_with_four_kibibytes_at_most(int bytes, boolean chunked, int status) {
        var json = "{\"client_id\": \"nobody\", \"client_secret\": \"no secret\"}";
        var body = json + " ".repeat(bytes - json.length());
        var framed = chunked
                ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(bytes) + "\r\n" + body + "\r\n0\r\n\r\n"
                : "Content-Length: " + bytes + "\r\n\r\n" + body;
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send("POST /v1/jwt/client/obtain/token HTTP/1.1\r\nHost: localhost\r\n" + framed);
            assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(status);
        }
    }

    @Test
    void half_bodies_of_one_merchant_refuse_that_merchant_only_and_only_while_they_are_held() {
        List<RawConnection> held = new ArrayList<>();
        for (int count = 0; count < HALF_BODIES; count++) {
            held.add(sendHalf());
        }
        Eventually.isTrue("the share is used up", () -> {
            // Where the last of them were refused, there may be room for one more.
            held.add(sendHalf());
            var answer = sendLargest(shop);
            return answer.status() == 503 && answer.header("Retry-After").equals(Optional.of("1"));
        });
        for (int count = 0; count < 20; count++) {
            assertThat(promptly(() -> createParty(other))).isEqualTo(200);
            assertThat(promptly(() -> sendLargest(other).status()))
                    .as("too long, but read")
                    .isEqualTo(422);
        }
        held.forEach(RawConnection::close);
        Eventually.isTrue("the share is free again", () -> sendLargest(shop).status() == 422);
    }

    private RawConnection sendHalf() {
        var connection = RawConnection.open(SERVER.url());
        connection.send("POST /v1/orders/create HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + shop.header("Authorization") + "\r\nContent-Length: " + BODY_MAX + "\r\n\r\n{\"note\": \""
                + "x".repeat(BODY_MAX - 100));
        return connection;
    }

    @Test
    void answers_that_one_merchant_does_not_read_refuse_that_merchant_only_and_not_for_ever() {
        long order = Orders.createActive(shop);
        try (var _ = new StoppedReaders(SERVER, shop)) {
            assertThat(shop.delete("/v1/orders/cancel/" + order).status())
                    .as("a small answer")
                    .isEqualTo(200);
            for (int count = 0; count < 20; count++) {
                assertThat(promptly(() -> createParty(other))).isEqualTo(200);
                assertThat(promptly(() -> StoppedReaders.list(other))).isEqualTo(200);
            }
            assertThat(Eventually.within(WRITE_DEADLINE, () -> StoppedReaders.list(shop) == 200))
                    .as("the readers have lost their connections")
                    .isTrue();
        }
    }

    private static int promptly(IntSupplier call) {
        long asked = System.nanoTime();
        int status = call.getAsInt();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(PROMPT);
        return status;
    }

    private static int createParty(Client client) {
        return client.post("/v1/parties/create", PARTY).status();
    }

    /// A body as large as any, with one text that is longer than any may be.
    private static Answer sendLargest(Client client) {
        return client.post(
                "/v1/parties/create",
                "{\"fullname\": \"" + "x".repeat(BODY_MAX - 100) + "\", \"phone\": \"231771234567\"}");
    }
}
