package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Clients that stop in the middle of a request.
class SlowClientApiTest {
    private static final int PATIENCE_MS = 40_000;

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
}
