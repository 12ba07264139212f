package dev.opendollr.base.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.identity.Subject;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections on which nothing happens, and more of them than there may be.
class ConnectionsTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MAX = 8;
    private static final int ROUNDS = 5;
    private static final String ASK = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final String WAIT = "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final AccessTokens TOKENS = new AccessTokens(
            InstantSource.system(),
            new TokenKeys(TokenKeys.secret("a key for tests that is 32 bytes and more".getBytes(US_ASCII)), List.of()));
    private static final String TOKEN = "Authorization: Bearer "
            + TOKENS.issue(new Subject("odc_1", new MerchantId(1), MerchantType.ORGANIZATION)) + "\r\n";
    private static final String KNOWN = "GET /known HTTP/1.1\r\nHost: a\r\n" + TOKEN + "\r\n";

    private final CountDownLatch enough = new CountDownLatch(1);
    private final AtomicInteger underWay = new AtomicInteger();
    private final List<RawConnection> connections = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        enough.countDown();
        connections.forEach(RawConnection::close);
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
            waiting.send(WAIT);
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
    void a_new_connection_that_says_nothing_may_not_wait_as_long_as_one_between_two_requests() {
        var url = start(LONG, SHORT);
        try (var silent = RawConnection.open(url);
                var answered = RawConnection.open(url)) {
            answered.send(ASK);
            assertThat(answered.reply(false).orElseThrow().status()).isEqualTo(200);
            assertThat(silent.rest()).isEmpty();
            answered.send(ASK);
            assertThat(answered.reply(false).orElseThrow().status()).isEqualTo(200);
        }
    }

    @Test
    void one_beyond_callers_with_a_token_is_closed_at_once_and_counts_no_longer() {
        var url = start(LONG);
        for (int round = 0; round < ROUNDS; round++) {
            List<RawConnection> open = new ArrayList<>();
            Eventually.isTrue("there is room for all", () -> areServed(url, open));
            try (var beyond = RawConnection.open(url)) {
                assertThat(beyond.rest()).isEmpty();
            }
            open.forEach(connection -> {
                connection.send(KNOWN);
                isAnswered(connection);
            });
            open.forEach(RawConnection::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "GET /health/live HTTP/1.1\r\nHost: a\r\n"})
    void those_that_sent_no_whole_head_make_room_one_for_each_newcomer(String begun) {
        var url = start(LONG);
        var silent = open(url, MAX, begun);
        for (int newcomer = 0; newcomer < MAX / 2; newcomer++) {
            isAnswered(open(url, 1, ASK).getFirst());
        }
        silent.forEach(connection -> connection.send(ASK.substring(begun.length())));
        assertThat(silent.stream().filter(connection -> connection.reply(false).isPresent()))
                .hasSize(MAX - MAX / 2);
    }

    @Test
    void those_answered_without_a_token_make_room_too() {
        var url = start(LONG);
        List<RawConnection> answered = new ArrayList<>();
        for (int number = 0; number < MAX; number++) {
            answered.addAll(open(url, 1, ASK));
            isAnswered(answered.getLast());
        }
        isAnswered(open(url, 1, ASK).getFirst());
        answered.forEach(connection -> connection.send(ASK));
        assertThat(answered.stream()
                        .filter(connection -> connection.reply(false).isPresent()))
                .as("those that stay open")
                .hasSize(MAX - 1);
    }

    /// A token counts as long as nothing else was sent after it.
    @Test
    void neither_a_request_under_way_nor_a_caller_with_a_token_makes_room() {
        var url = start(LONG);
        var waiting = open(url, MAX / 2, WAIT);
        Eventually.isTrue("they wait", () -> underWay.get() == MAX / 2);
        var known = open(url, MAX / 2, KNOWN);
        known.forEach(ConnectionsTest::isAnswered);
        try (var beyond = RawConnection.open(url)) {
            assertThat(beyond.rest()).isEmpty();
        }
        known.getLast().send(ASK);
        isAnswered(known.getLast());
        Eventually.isTrue(
                "it makes room", () -> open(url, 1, ASK).getFirst().reply(false).isPresent());
        assertThat(known.getLast().rest()).isEmpty();

        enough.countDown();
        waiting.forEach(ConnectionsTest::isAnswered);
        known.getFirst().send(KNOWN);
        isAnswered(known.getFirst());
    }

    @Test
    void strangers_who_do_not_go_on_with_their_requests_make_room_and_callers_with_a_token_do_not() {
        var url = start(LONG);
        var begun = "Host: a\r\nContent-Length: 7\r\n\r\n{\"a\":";
        var known = open(url, MAX / 2, "POST /known HTTP/1.1\r\n" + TOKEN + begun);
        Eventually.isTrue("they are under way", () -> underWay.get() == MAX / 2);
        var stalled = open(url, MAX / 2, "POST /body HTTP/1.1\r\n" + begun);
        for (int newcomer = 0; newcomer < MAX / 2; newcomer++) {
            Eventually.isTrue("one makes room", () -> {
                var next = open(url, 1, KNOWN).getFirst();
                return next.reply(false).isPresent();
            });
        }
        stalled.forEach(connection -> assertThat(connection.rest()).isEmpty());
        known.forEach(connection -> connection.send("1}"));
        known.forEach(ConnectionsTest::isAnswered);
    }

    /// As many as an ordinary server takes.
    @Test
    void a_thousand_silent_connections_keep_nobody_out() {
        var server = Server.start(BareServer.listening(LONG), Limits.ORDINARY, BareServer.serving(_ -> {}));
        servers.add(server);
        var url = "http://127.0.0.1:" + server.port();
        var _ = open(url, Limits.ORDINARY.connections(), "");
        for (int newcomer = 0; newcomer < ROUNDS; newcomer++) {
            isAnswered(open(url, 1, ASK).getFirst());
        }
    }

    private List<RawConnection> open(String url, int count, String sent) {
        List<RawConnection> open = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            open.add(RawConnection.open(url));
            open.getLast().send(sent);
        }
        connections.addAll(open);
        return open;
    }

    private static void isAnswered(RawConnection connection) {
        assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(200);
    }

    /// Opens as many as there may be with a token, unless those of before are not all forgotten.
    private boolean areServed(String url, List<RawConnection> open) {
        open.addAll(open(url, MAX, KNOWN));
        if (open.stream().allMatch(connection -> connection.reply(false).isPresent())) {
            return true;
        }
        open.forEach(RawConnection::close);
        open.clear();
        return false;
    }

    private void answerLater(Response response) {
        underWay.incrementAndGet();
        try {
            assertThat(enough.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            response.send(new byte[0]);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private String start(Duration idleMax) {
        return start(idleMax, LONG);
    }

    private String start(Duration idleMax, Duration first) {
        var authentication = new Authentication(TOKENS, _ -> false);
        Routes routes = rules -> rules.get("/wait", (_, response) -> answerLater(response))
                .get(
                        "/known",
                        (request, response) -> response.send(
                                authentication.caller(request).clientId().getBytes(US_ASCII)))
                .post("/known", (request, response) -> {
                    var _ = authentication.caller(request);
                    underWay.incrementAndGet();
                    Reply.ok(response, Input.unversioned(request).body().tree());
                })
                .post(
                        "/body",
                        (request, response) -> Reply.ok(
                                response, Input.unversioned(request).body().tree()));
        var server = Server.start(
                BareServer.listening(idleMax),
                new Limits(first, LONG, LONG, LONG, MAX, MAX, MAX),
                BareServer.serving(routes));
        servers.add(server);
        return "http://127.0.0.1:" + server.port();
    }
}
