package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a request may take of the memory before it is one.
class LongHeadsTest {
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);
    private static final int AT_ONCE_MAX = LongHeads.ALL_MAX;
    private static final String SHORT = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LONG = "GET /health/live HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(5_000) + "\r\n";

    private static final String WHOLE = LONG + "\r\n";
    private static final String WITH_BODY =
            "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nX: " + "x".repeat(5_000) + "\r\n\r\n";

    private final Server server = Server.start(BareServer.listening(IDLE_MAX), BareServer.serving(LongHeadsTest::body));
    private final List<RawConnection> open = new ArrayList<>();

    private static void body(Rules rules) {
        var _ = rules.post(
                "/body",
                (request, response) ->
                        Reply.ok(response, Input.unversioned(request).body().tree()));
    }

    @AfterEach
    void stop() {
        open.forEach(RawConnection::close);
        server.stop();
    }

    @Test
    void an_address_is_refused_while_it_comes() {
        assertThat(status("GET /" + "a".repeat(8_192))).isEqualTo(414);
    }

    @Test
    void fields_are_refused_while_they_come() {
        var line = "GET / HTTP/1.1\r\nHost: a\r\n";
        assertThat(status(line + ("X: " + "x".repeat(990) + "\r\n").repeat(17))).isEqualTo(431);
        assertThat(status(line + "X: " + "x".repeat(16_384))).isEqualTo(431);
    }

    @Test
    void a_letter_of_more_bytes_is_refused_while_it_comes() {
        assertThat(status("GET /\u00C4\u0080")).isEqualTo(400);
    }

    @Test
    void few_long_ones_come_at_once_and_short_ones_do_not_wait_for_them() {
        takeAllPlaces(LONG);
        assertThat(status(SHORT)).isEqualTo(200);
        var refused = send(WHOLE).reply(false).orElseThrow();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).contains("1");

        var first = open.getFirst();
        first.send("\r\n");
        assertThat(first.reply(false).orElseThrow().status()).isEqualTo(200);
        first.close();
        Eventually.isTrue("its place is free", () -> status(WHOLE) == 200);
        takeLastPlace(LONG);
        open.get(1).close();
        Eventually.isTrue("the place of who has gone is free", () -> status(WHOLE) == 200);
    }

    /// Its fields and its parameters are in memory until the answer is there.
    @Test
    void a_long_head_keeps_its_place_while_its_body_is_waited_for() {
        takeAllPlaces(WITH_BODY);
        assertThat(status(SHORT)).isEqualTo(200);
    }

    /// The memory of a connection grows to its longest head, and never shrinks.
    @Test
    void a_long_head_is_the_last_of_its_connection() {
        try (var connection = RawConnection.open("http://127.0.0.1:" + server.port())) {
            connection.send(SHORT);
            assertThat(connection.reply(false).orElseThrow().header("Connection"))
                    .isEmpty();
            connection.send(WHOLE);
            assertThat(connection.reply(false).orElseThrow().header("Connection"))
                    .contains("close");
            assertThat(connection.reply(false)).isEmpty();
        }
    }

    @Test
    void one_network_never_takes_all_places() {
        var heads = new LongHeads(InetAddress::isLoopbackAddress);
        var one = heads.sender(new InetSocketAddress("198.51.100.1", 1_234));
        for (int head = 0; head < LongHeads.OF_ONE_NETWORK_MAX; head++) {
            assertThat(heads.enter(one)).isTrue();
        }
        assertThat(heads.enter(one)).isFalse();
        assertThat(heads.refused()).isOne();
        assertThat(heads.enter(heads.sender(new InetSocketAddress("198.51.100.2", 1_234))))
                .isTrue();
        heads.leave(one);
        assertThat(heads.enter(one)).isTrue();
    }

    @Test
    void a_trailer_that_goes_on_and_on_is_refused_while_it_comes() {
        try (var connection = RawConnection.open("http://127.0.0.1:" + server.port())) {
            connection.send("POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.send("2\r\n{}\r\n0\r\n");
            for (int field = 0; field < 12; field++) {
                connection.send("X: " + "x".repeat(900) + "\r\n");
            }
            assertThat(connection.reply(false).orElseThrow().status()).isIn(400, 431);
        }
    }

    private void takeAllPlaces(String head) {
        for (int place = 1; place < AT_ONCE_MAX; place++) {
            var _ = send(head);
        }
        takeLastPlace(head);
    }

    /// Whoever asks whether there is a place may take it for a moment from who should have it.
    private void takeLastPlace(String head) {
        Eventually.isTrue("all places are taken", () -> {
            var _ = send(head);
            return status(WHOLE) == 503;
        });
    }

    private RawConnection send(String bytes) {
        open.add(RawConnection.open("http://127.0.0.1:" + server.port()));
        open.getLast().send(bytes);
        return open.getLast();
    }

    private int status(String bytes) {
        try (var connection = RawConnection.open("http://127.0.0.1:" + server.port())) {
            connection.send(bytes);
            return connection.reply(false).orElseThrow().status();
        }
    }
}
