package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawHttp;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A server that is told to stop loses no request of a proxy that watches it.
class DrainApiTest {
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration END_MAX = Duration.ofSeconds(10);
    private static final int KEPT = 40;

    @Test
    void it_says_so_first_still_answers_and_ends_each_connection() throws Exception {
        var data = Scratch.data("drain");
        try (var server = ServerProcess.start(
                data, "--port", "0", "--drain-delay", String.valueOf(DRAIN.toSeconds()), "--log", "stderr")) {
            var url = server.url();
            try (var kept =
                    new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort())) {
                assertThat(ask(kept, "/health/ready"))
                        .startsWith("HTTP/1.1 200")
                        .doesNotContain("Connection: close");

                long began = System.nanoTime();
                var exit = CompletableFuture.supplyAsync(() -> stop(server));
                Eventually.isTrue(
                        "it says that it is not ready",
                        () -> RawHttp.exchange(url, request("/health/ready")).startsWith("HTTP/1.1 503"));

                assertThat(ask(kept, "/v1/orders/list"))
                        .startsWith("HTTP/1.1 401")
                        .contains("Connection: close");
                assertThat(kept.getInputStream().read())
                        .as("the connection has ended")
                        .isEqualTo(-1);
                assertThat(RawHttp.exchange(url, request("/health/live")))
                        .as("a new connection")
                        .startsWith("HTTP/1.1 200");

                assertThat(exit.join()).isZero();
                var took = Duration.ofNanos(System.nanoTime() - began);
                assertThat(took).isGreaterThan(DRAIN).isLessThan(DRAIN.plus(END_MAX));
            }
        }
    }

    /// Who sends on a connection that is open cannot know that the server is about to stop.
    @Test
    void what_still_comes_on_a_kept_connection_is_answered_and_never_refused() throws Exception {
        var data = Scratch.data("drain");
        try (var server = ServerProcess.start(data, "--port", "0", "--log", "stderr")) {
            int port = URI.create(server.url()).getPort();
            List<Socket> kept = new ArrayList<>();
            for (int connection = 0; connection < KEPT; connection++) {
                kept.add(new Socket(InetAddress.getLoopbackAddress(), port));
                assertThat(ask(kept.getLast(), "/health/live")).startsWith("HTTP/1.1 200");
            }
            var exit = CompletableFuture.supplyAsync(() -> stop(server));
            Eventually.isTrue("it accepts no more", () -> !accepts(port));
            for (var socket : kept) {
                assertThat(answerOrEnd(socket)).isIn("", "HTTP/1.1 200");
                socket.close();
            }
            assertThat(exit.join()).isZero();
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /// How the answer begins; empty when the connection had ended.
    private static String answerOrEnd(Socket socket) {
        try {
            var answer = ask(socket, "/health/live");
            return answer.substring(0, Math.min(answer.length(), "HTTP/1.1 200".length()));
        } catch (IOException ended) {
            return "";
        }
    }

    private static String ask(Socket socket, String path) throws IOException {
        return RawHttp.exchange(socket, request(path));
    }

    private static byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static int stop(ServerProcess server) {
        try {
            return server.stop();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
