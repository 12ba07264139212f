package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many requests one caller behind a proxy has under way.
class RequestLimitTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int OF_ONE_MAX = 3;
    private static final TrustedProxies PROXY =
            new TrustedProxies(List.of(TrustedProxies.Network.parse("127.0.0.1").orElseThrow()));

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<RawConnection> open = new ArrayList<>();
    private Server server;

    @BeforeEach
    void start() {
        Routes routes = rules -> rules.get("/wait", (_, response) -> answerAtTheEnd(response))
                .get("/only-wait", (request, response) -> {
                    request.onlyWaits();
                    request.onlyWaits();
                    answerAtTheEnd(response);
                });
        server = Server.start(
                BareServer.listening(LONG, PROXY),
                new Limits(LONG, LONG, LONG, LONG, 64, 64, OF_ONE_MAX),
                BareServer.serving(routes));
    }

    @AfterEach
    void stop() {
        end.countDown();
        open.forEach(RawConnection::close);
        server.stop();
    }

    @Test
    void one_more_of_one_network_is_refused_at_once_and_nothing_is_closed() {
        for (int request = 0; request < OF_ONE_MAX; request++) {
            wait("X-Forwarded-For: 2001:db8:0:7::" + request + "\r\n");
        }
        var beyond = connection();
        beyond.send(ask("/health/live", "X-Forwarded-For: 2001:db8:0:7:ffff::1\r\n"));
        var refused = beyond.reply(false).orElseThrow();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).contains("1");
        assertThat(refused.header("Connection")).isEmpty();

        beyond.send(ask("/health/live", "X-Forwarded-For: 2001:db8:0:8::1\r\n"));
        assertThat(beyond.reply(false).orElseThrow().status())
                .as("another network")
                .isEqualTo(200);

        end.countDown();
        open.stream()
                .limit(OF_ONE_MAX)
                .forEach(waited ->
                        assertThat(waited.reply(false).orElseThrow().status()).isEqualTo(200));
        Eventually.isTrue("there is room again", () -> {
            beyond.send(ask("/health/live", "X-Forwarded-For: 2001:db8:0:7::1\r\n"));
            return beyond.reply(false).orElseThrow().status() == 200;
        });
    }

    @Test
    void this_machine_has_no_limit() {
        for (int request = 0; request <= 2 * OF_ONE_MAX; request++) {
            wait("");
        }
        end.countDown();
        open.forEach(
                waited -> assertThat(waited.reply(false).orElseThrow().status()).isEqualTo(200));
    }

    @Test
    void whoever_only_waits_does_not_count() {
        for (int request = 0; request < 2 * OF_ONE_MAX; request++) {
            wait("/only-wait", "X-Forwarded-For: 2001:db8:0:7::" + request + "\r\n");
        }
        for (int request = 0; request < OF_ONE_MAX; request++) {
            wait("X-Forwarded-For: 2001:db8:0:7::" + request + "\r\n");
        }
        var beyond = connection();
        beyond.send(ask("/health/live", "X-Forwarded-For: 2001:db8:0:7:ffff::1\r\n"));
        assertThat(beyond.reply(false).orElseThrow().status())
                .as("a place is given back once")
                .isEqualTo(503);
    }

    private void wait(String headers) {
        wait("/wait", headers);
    }

    private void wait(String path, String headers) {
        connection().send(ask(path, headers));
        int sent = open.size();
        Eventually.isTrue("it waits", () -> waiting.get() == sent);
    }

    private RawConnection connection() {
        open.add(RawConnection.open("http://127.0.0.1:" + server.port()));
        return open.getLast();
    }

    private static String ask(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
    }

    private void answerAtTheEnd(Response response) {
        waiting.incrementAndGet();
        try {
            end.await();
            response.send(new byte[0]);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
