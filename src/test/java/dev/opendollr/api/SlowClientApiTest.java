package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Clients that stop in the middle of a request, and clients that wait for the end of the connection.
class SlowClientApiTest {
    private static final int PATIENCE_MS = 40_000;
    private static final int PROMPT_MS = 5_000;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void half_a_body_holds_its_connection_for_a_limited_time_only() throws IOException {
        var url = URI.create(SERVER.url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write("""
                POST /v1/jwt/client/obtain/token HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: 100\r
                \r
                {"client_id":\
                """.getBytes(US_ASCII));
            assertThat(SERVER.demo().get("/v1/orders/list").status()).isEqualTo(200);
            var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            assertThat(answer).doesNotContain("HTTP/1.1 200").doesNotContain("HTTP/1.1 500");
        }
    }

    @Test
    void a_connection_is_closed_when_the_client_asks_for_it_whatever_the_answer() throws IOException {
        for (var path : List.of("/health/live", "/v1/orders/list", "/nowhere", "/docs/viewer.js")) {
            var answer = exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            var length = Integer.parseInt(answer.replaceFirst("(?s).*Content-Length: ([0-9]+).*", "$1"));
            assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(length);
        }
    }

    /// Everything the server sends until it closes the connection, which must not take long.
    private static String exchange(String request) throws IOException {
        var url = URI.create(SERVER.url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(PROMPT_MS);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
