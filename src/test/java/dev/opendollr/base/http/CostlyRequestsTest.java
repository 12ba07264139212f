package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.work.Holding;
import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Requests that take a processor for long hold up others of their kind, and nobody else.
class CostlyRequestsTest {
    private static final int FLOOD = 20;
    private static final int COSTLY_BYTES = 2_000;
    private static final int LARGE_BYTES = 100_000;
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger computing = new AtomicInteger();
    private final List<String> happened = Collections.synchronizedList(new ArrayList<>());
    private final List<RawConnection> connections = new ArrayList<>();
    private final Server server = Server.start(
            BareServer.listening(IDLE_MAX),
            BareServer.serving(rules -> rules.post("/compute", this::compute)
                    .get("/compute", this::computeQuery)
                    .post("/large", this::answerAtLength)));

    @AfterEach
    void stop() {
        end.countDown();
        connections.forEach(RawConnection::close);
        server.stop();
    }

    private void compute(Request request, Response response) {
        var body = Input.unversioned(request).body();
        computeUntilTheEnd();
        Reply.ok(response, body.tree());
    }

    private void computeQuery(Request request, Response response) {
        var _ = Input.unversioned(request);
        computeUntilTheEnd();
        response.send(new byte[0]);
    }

    /// Its answer is large, and the first one of them keeps the others from growing.
    private void answerAtLength(Request request, Response response) {
        var body = Input.unversioned(request).body();
        try {
            Holding.grow(LARGE_BYTES);
        } catch (ProblemException noRoom) {
            happened.add("refused");
            throw noRoom;
        }
        happened.add("large");
        computeUntilTheEnd();
        Reply.ok(response, body.tree());
    }

    private void computeUntilTheEnd() {
        computing.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            computing.decrementAndGet();
        }
    }

    private RawConnection send(String request) {
        var connection = RawConnection.open("http://127.0.0.1:" + server.port());
        connections.add(connection);
        connection.send(request);
        return connection;
    }

    private static String post(int bytes) {
        return post("/compute", bytes);
    }

    private static String post(String path, int bytes) {
        var body = "{\"a\":\"" + "x".repeat(bytes - 8) + "\"}";
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + bytes + "\r\n\r\n" + body;
    }

    private static String get(int bytes) {
        return "GET /compute?a=" + "x".repeat(bytes) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static int atOnceMax() {
        return Math.max(1, Math.max(1, Runtime.getRuntime().availableProcessors() - 1) / 2);
    }

    /// It waits for 2 s, and computes nothing meanwhile.
    @Test
    void who_waits_for_room_for_its_answer_keeps_nobody_from_computing() {
        var _ = send(post("/large", COSTLY_BYTES));
        Eventually.isTrue("an answer grows", () -> happened.contains("large"));
        for (int count = 0; count < atOnceMax(); count++) {
            var _ = send(post("/large", COSTLY_BYTES));
        }
        for (int count = 0; count < atOnceMax(); count++) {
            var _ = send(post(COSTLY_BYTES));
        }
        Eventually.isTrue("others compute", () -> computing.get() == 1 + atOnceMax());
        assertThat(happened).as("while the other large ones still wait").containsExactly("large");
    }

    @Test
    void few_of_them_are_computed_at_once_and_small_ones_do_not_wait() {
        for (int count = 0; count < FLOOD; count++) {
            var _ = send(count % 2 == 0 ? post(COSTLY_BYTES) : get(COSTLY_BYTES));
        }
        Eventually.isTrue("as many compute as may", () -> computing.get() == atOnceMax());
        for (int count = 0; count < FLOOD; count++) {
            var _ = send(count % 2 == 0 ? post(100) : get(100));
        }
        Eventually.isTrue("all small ones are under way", () -> computing.get() == FLOOD + atOnceMax());
        assertThat(send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
                        .reply(false)
                        .orElseThrow()
                        .status())
                .isEqualTo(200);
        end.countDown();
        for (var connection : connections.subList(0, 2 * FLOOD)) {
            assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(200);
        }
    }
}
