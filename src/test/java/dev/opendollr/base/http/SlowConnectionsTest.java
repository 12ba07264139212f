package dev.opendollr.base.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.work.OnBehalf;
import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.RawHttp;
import dev.opendollr.testing.TestLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Clients that keep a connection busy without getting anywhere, each against a short deadline.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowConnectionsTest {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int PATIENCE_MS = 15_000;
    /// More than what lies between two programs, and less than what a merchant is given.
    private static final int ANSWER_BYTES = 8 * 1024 * 1024;
    private static final int RECEIVED_AHEAD_BYTES = 8 * 1024;
    private static final String OK = "HTTP/1.1 200";
    private static final int DRIP_MS = 50;
    private static final int ROUNDS = 3;
    /// At each look: every slice in time, and the whole answer never.
    private static final int SIP_BYTES = 64 * 1024;

    private final CountDownLatch givenUp = new CountDownLatch(1);
    private final CountDownLatch cutShort = new CountDownLatch(1);
    private final Server server = Server.start(
            BareServer.listening(LONG),
            new Limits(LONG, SHORT, SHORT, SHORT, 1_024, 256, 256),
            BareServer.serving(rules -> rules.get("/large", this::answerAtLength)
                    .get("/dripping", this::answerDripping)
                    .post("/body", this::readAll)));

    @AfterAll
    void stop() {
        server.stop();
    }

    private void answerAtLength(Request request, Response response) {
        OnBehalf.identified(new MerchantId(1));
        try {
            response.send(new byte[ANSWER_BYTES]);
        } finally {
            givenUp.countDown();
        }
    }

    private void answerDripping(Request request, Response response) {
        try {
            response.sendShared(ByteBuffer.allocateDirect(8 * ANSWER_BYTES));
        } catch (HungUp stopped) {
            cutShort.countDown();
            throw stopped;
        }
    }

    private void readAll(Request request, Response response) {
        var body = Input.unversioned(request).body();
        Reply.ok(response, body.tree());
    }

    @Test
    void a_head_that_drips_is_given_up() throws IOException {
        drip("GET /health/live HTTP/1.1\r\nHost: a\r\nA: ");
    }

    @Test
    void a_body_that_drips_is_given_up() throws IOException {
        drip("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n{\"a\":\"");
    }

    @Test
    void a_refused_body_that_drips_is_not_waited_for() throws IOException {
        drip("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n{\"a\":\"");
    }

    /// What Jetty says of a read that was broken off under it would fill the log of a server under attack.
    @Test
    void the_log_says_nothing_of_those_who_are_slow() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            drip("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n{\"a\":\"");
            drip("POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n");
            drip("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n{\"a\":\"");
        }
        TestLog.assertHoldsNone(
                new Client("http://127.0.0.1:" + server.port(), Map.of()), "Blocking.", "demand pending");
    }

    @Test
    void who_sends_too_slowly_is_told_so() {
        try (var connection = RawConnection.open("http://127.0.0.1:" + server.port())) {
            connection.send("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\n{\"a\":");
            var reply = connection.reply(false).orElseThrow();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("came too slowly");
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void a_reader_that_stops_is_given_up() throws Exception {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(RECEIVED_AHEAD_BYTES);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            socket.getOutputStream().write("GET /large HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            assertThat(givenUp.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
            socket.setSoTimeout(PATIENCE_MS);
            assertThat(new String(socket.getInputStream().readNBytes(OK.length()), US_ASCII))
                    .isEqualTo(OK);
            assertThat(untilItEnds(socket)).isLessThan(ANSWER_BYTES);
        }
    }

    @Test
    void a_reader_that_takes_a_little_each_time_is_given_up_too() throws Exception {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(SIP_BYTES);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            socket.setSoTimeout(DRIP_MS);
            socket.getOutputStream().write("GET /dripping HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            Eventually.isTrue("the answer was cut short", () -> {
                read(socket);
                return cutShort.getCount() == 0;
            });
        }
    }

    private static void read(Socket socket) {
        try {
            var _ = socket.getInputStream().readNBytes(SIP_BYTES);
        } catch (IOException closed) {
            // The server says by itself whether it gave the answer up.
        }
    }

    @Test
    void who_does_not_end_a_connection_that_was_answered_for_the_last_time_is_cut_off() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var last = "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            assertThat(RawHttp.exchange(socket, last.getBytes(US_ASCII))).startsWith(OK);
            Eventually.isTrue("it is closed", () -> !takes(socket));
        }
    }

    private static boolean takes(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void requests_sent_at_once_are_answered_in_order() {
        try (var connection = RawConnection.open("http://127.0.0.1:" + server.port())) {
            connection.send(post("1") + "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n" + post("2"));
            assertThat(connection.reply(false).orElseThrow().body()).isEqualTo("{\"a\":1}");
            assertThat(connection.reply(false).orElseThrow().body()).doesNotContain("\"a\"");
            assertThat(connection.reply(false).orElseThrow().body()).isEqualTo("{\"a\":2}");
        }
    }

    @Test
    void who_says_that_nothing_more_comes_is_answered_all_the_same() {
        try (var connection = RawConnection.open("http://127.0.0.1:" + server.port())) {
            connection.send(post("1"));
            connection.finishSending();
            assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(200);
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void a_mark_before_json_is_skipped() {
        try (var connection = RawConnection.open("http://127.0.0.1:" + server.port())) {
            connection.send("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n\u00ef\u00bb\u00bf{\"a\":1}");
            assertThat(connection.reply(false).orElseThrow().body()).isEqualTo("{\"a\":1}");
        }
    }

    private static String post(String value) {
        return "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\n{\"a\":" + value + "}";
    }

    /// Sends a byte every moment, until the server ends the connection.
    private void drip(String start) throws IOException {
        long latest = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(DRIP_MS);
            socket.getOutputStream().write(start.getBytes(US_ASCII));
            while (!hasEnded(socket)) {
                assertThat(System.nanoTime()).as("the connection is still open").isLessThan(latest);
            }
        }
    }

    private static boolean hasEnded(Socket socket) {
        try {
            return socket.getInputStream().read(new byte[1_024]) < 0 || !sent(socket);
        } catch (SocketTimeoutException silent) {
            return !sent(socket);
        } catch (IOException reset) {
            return true;
        }
    }

    private static boolean sent(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static long untilItEnds(Socket socket) {
        long count = 0;
        var buffer = new byte[64 * 1024];
        try {
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                count += read;
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the connection stays open", open);
        } catch (IOException reset) {
            return count;
        }
        return count;
    }
}
