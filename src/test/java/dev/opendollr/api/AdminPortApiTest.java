package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.Config.Role;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.RawHttp;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What operators see, on a port that only this machine reaches.
class AdminPortApiTest {
    private static final int CONNECTIONS_MAX = 1_024;
    private static final int ADMIN_CONNECTIONS_MAX = 32;

    @RegisterExtension
    static final TestServer SANDBOX = new TestServer();

    @RegisterExtension
    static final TestServer LIVE = new TestServer(Role.LIVE);

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health"})
    void the_port_of_everybody_does_not_know_it(String path) {
        SANDBOX.stranger().get(path).expect(404);
        SANDBOX.operator().get(path).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:{port}", "[::1]", "LOCALHOST:9999"})
    void a_name_of_this_machine_is_answered(String host) {
        assertThat(RawHttp.status(askedAs(host, "/metrics"))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:{port}", "localhost.evil.example", "192.0.2.7:{port}"})
    void a_page_whose_name_was_led_here_reads_nothing(String host) {
        for (var path : List.of("/metrics", "/health", "/health/ready", "/docs", "/nothing")) {
            var answer = askedAs(host, path);
            assertThat(RawHttp.status(answer)).as(path).isEqualTo(421);
            assertThat(answer).endsWith("{\"detail\":\"Misdirected Request\"}");
        }
    }

    private static String askedAs(String host, String path) {
        var url = LIVE.server().adminUrl().orElseThrow();
        var port = Integer.toString(URI.create(url).getPort());
        return RawHttp.exchange(url, "GET " + path + " HTTP/1.1", "Host: " + host.replace("{port}", port), "", "");
    }

    @Test
    void health_says_more_to_operators() {
        assertThat(SANDBOX.stranger().get("/health/ready").expect(200).body()).isEqualTo("{\"status\":\"UP\"}");
        var facts = SANDBOX.operator().get("/health").expect(200).json();
        assertThat(facts.path("status").stringValue()).isEqualTo("UP");
        assertThat(facts.path("role").stringValue()).isEqualTo("SANDBOX");
        assertThat(facts.propertyNames())
                .contains("version", "database_callers", "executions_open", "oldest_execution_open_seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/orders/list", "/sandbox", "/pay/x"})
    void operators_have_no_way_to_merchants(String path) {
        SANDBOX.operator().get(path).expect(404);
    }

    @Test
    void the_documents_are_for_operators_where_money_is_real() {
        LIVE.stranger().get("/docs").expect(404);
        LIVE.stranger().get("/").expect(404);
        LIVE.stranger().get("/openapi.json").expect(200);
        LIVE.operator().get("/docs").expect(200);
        LIVE.operator().get("/").expect(307);
        SANDBOX.stranger().get("/docs").expect(200);
    }

    /// Those that say nothing make room, each port for its own newcomers.
    @Test
    void its_connections_are_a_reserve_for_health() throws IOException {
        List<Socket> held = new ArrayList<>();
        var admin = SANDBOX.server().adminUrl().orElseThrow();
        try {
            fill(held, SANDBOX.url(), CONNECTIONS_MAX);
            SANDBOX.operator().get("/health").expect(200);
            assertThat(isAnswered(SANDBOX.url())).isTrue();
            fill(held, admin, ADMIN_CONNECTIONS_MAX);
            assertThat(isAnswered(admin)).isTrue();
            assertThat(isAnswered(SANDBOX.url())).isTrue();
            Eventually.isTrue("one made room on either port", () -> closed(held) >= 2);
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    private static void fill(List<Socket> held, String url, int count) throws IOException {
        for (int connection = 0; connection < count; connection++) {
            held.add(connect(url));
        }
    }

    private static long closed(List<Socket> held) {
        return held.stream().filter(AdminPortApiTest::isClosed).count();
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static boolean isAnswered(String url) {
        try (var connection = RawConnection.open(url)) {
            connection.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            return connection
                    .reply(false)
                    .filter(reply -> reply.status() == 200)
                    .isPresent();
        }
    }

    private static Socket connect(String url) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    }
}
