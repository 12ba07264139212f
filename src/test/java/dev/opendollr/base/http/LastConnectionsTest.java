package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.RawConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Connections on which a request was sent just before the server is told to stop.
class LastConnectionsTest {
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);
    private static final int ROUNDS = 20;
    private static final int CONNECTIONS = 60;
    private static final String REQUEST = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void whoever_was_connected_is_answered() {
        List<Integer> statuses = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            var server = Server.start(BareServer.listening(IDLE_MAX), BareServer.serving(_ -> {}));
            List<RawConnection> open = new ArrayList<>();
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                open.add(RawConnection.open("http://127.0.0.1:" + server.port()));
                open.getLast().send(REQUEST);
            }
            // It waits for each connection until its client has read the answer and ends it.
            var stopping = CompletableFuture.runAsync(server::stop);
            for (var connection : open) {
                try (connection) {
                    statuses.add(connection
                            .reply(false)
                            .map(RawConnection.Reply::status)
                            .orElse(0));
                }
            }
            stopping.join();
        }
        assertThat(statuses).hasSize(ROUNDS * CONNECTIONS).containsOnly(200);
    }
}
