package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.RawHttp;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who sends more than is wanted sees why it was refused, and nothing that was sent is taken for a request.
class RefusedUploadApiTest {
    private static final int TRIES = 20;
    /// Beyond what the server drops, whatever lies between two programs.
    private static final int ENDLESS_BYTES = 32 * 1024 * 1024;
    private static final int CLOSED = 0;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @ParameterizedTest
    @ValueSource(ints = {66_000, 200_000, 1_000_000, 3_000_000})
    void a_sender_of_too_much_sees_the_answer(int bytes) throws IOException {
        var token = SERVER.demo().header("Authorization");
        for (var framing : List.of("Content-Length: " + bytes, "Transfer-Encoding: chunked")) {
            assertThat(statuses(token, framing, bytes)).as(framing).containsOnly(413);
            assertThat(statuses("Bearer none", framing, bytes)).as(framing).containsOnly(401);
        }
    }

    @Test
    void nothing_after_the_answer_is_a_request() {
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send(head("Bearer none", "Content-Length: 100000") + " ".repeat(1_000));
            assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(401);
            connection.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
            connection.send(" ".repeat(99_000) + "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void what_has_no_end_is_not_read_to_its_end() {
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send(head("Bearer none", "Content-Length: " + Long.MAX_VALUE) + " ".repeat(ENDLESS_BYTES));
            assertThat(connection.reply(false).map(RawConnection.Reply::status).orElse(CLOSED))
                    .isIn(401, CLOSED);
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void who_asks_before_sending_is_not_waited_for() {
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send(head("Bearer none", "Content-Length: 100000\r\nExpect: 100-continue"));
            assertThat(connection.rest()).startsWith("HTTP/1.1 401").doesNotContain("100 Continue");
        }
    }

    private static List<Integer> statuses(String token, String framing, int bytes) throws IOException {
        var body = framing.startsWith("Transfer")
                ? Integer.toHexString(bytes) + "\r\n" + " ".repeat(bytes) + "\r\n0\r\n\r\n"
                : " ".repeat(bytes);
        var request = (head(token, framing) + body).getBytes(US_ASCII);
        var url = URI.create(SERVER.url());
        List<Integer> statuses = new ArrayList<>();
        for (int upload = 0; upload < TRIES; upload++) {
            try (var socket = new Socket(url.getHost(), url.getPort())) {
                // Like a proxy: a connection that breaks under the body is given up, and what it had answered is lost.
                statuses.add(RawHttp.status(RawHttp.exchange(socket, request)));
            }
        }
        return statuses;
    }

    private static String head(String token, String framing) {
        return "POST /v1/orders/create HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: " + token
                + "\r\n" + framing + "\r\n\r\n";
    }
}
