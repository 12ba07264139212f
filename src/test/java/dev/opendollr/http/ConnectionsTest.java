package dev.opendollr.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Connections on which nothing happens, and more of them than there may be.
class ConnectionsTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MAX = 8;
    private static final int ROUNDS = 5;
    private static final String ASK = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";

    private final CountDownLatch enough = new CountDownLatch(1);
    private final List<Server> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(Server::stop);
    }

    @Test
    void a_silent_connection_is_closed_before_and_after_an_answer() {
        var url = start(SHORT);
        try (var silent = RawConnection.open(url);
                var answered = RawConnection.open(url)) {
            answered.send(ASK);
            assertThat(answered.reply(false).orElseThrow().status()).isEqualTo(200);
            assertThat(silent.rest()).isEmpty();
            assertThat(answered.rest()).isEmpty();
        }
    }

    @Test
    void a_request_that_is_being_read_or_answered_is_not_idle() {
        var url = start(SHORT);
        try (var slow = RawConnection.open(url);
                var waiting = RawConnection.open(url)) {
            slow.send("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\n{\"a\":");
            waiting.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int times = 0; times < ROUNDS; times++) {
                try (var silent = RawConnection.open(url)) {
                    assertThat(silent.rest()).isEmpty();
                }
            }
            slow.send("1}");
            enough.countDown();
            assertThat(slow.reply(false).orElseThrow().body()).isEqualTo("{\"a\":1}");
            assertThat(waiting.reply(false).orElseThrow().status()).isEqualTo(200);
        }
    }

    @Test
    void one_beyond_the_limit_is_closed_at_once_and_counts_no_longer() {
        var url = start(LONG);
        for (int round = 0; round < ROUNDS; round++) {
            List<RawConnection> open = new ArrayList<>();
            for (int connection = 0; connection < MAX; connection++) {
                open.add(RawConnection.open(url));
                open.getLast().send(ASK);
                assertThat(open.getLast().reply(false).orElseThrow().status()).isEqualTo(200);
            }
            try (var beyond = RawConnection.open(url)) {
                assertThat(beyond.rest()).isEmpty();
            }
            open.forEach(RawConnection::close);
            Eventually.isTrue("there is room again", () -> isAnswered(url));
        }
    }

    private static boolean isAnswered(String url) {
        try (var connection = RawConnection.open(url)) {
            connection.send(ASK);
            return connection.reply(false).isPresent();
        }
    }

    private void answerLater(Response response) {
        try {
            assertThat(enough.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            response.send(new byte[0]);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private String start(Duration idleMax) {
        Routes routes = rules -> rules.get("/wait", (_, response) -> answerLater(response))
                .post(
                        "/body",
                        (request, response) -> Reply.ok(
                                response, Input.unversioned(request).body().tree()));
        var server = Server.start(
                BareServer.listening(idleMax), new Limits(LONG, LONG, LONG, MAX, MAX, MAX), BareServer.serving(routes));
        servers.add(server);
        return "http://127.0.0.1:" + server.port();
    }
}
