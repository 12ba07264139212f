package dev.opendollr.base.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.problem.Problem.TooManyRequests;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.RawConnection.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A browser at the address of a page gets a page for every error. Everybody else gets JSON.
class ErrorPagesTest {
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(90);
    private static final String LONG = "x".repeat(20_000);

    private static final Server SERVER =
            Server.start(BareServer.listening(IDLE_MAX), BareServer.serving(ErrorPagesTest::routing, new Pages()));

    /// Says everything that a page may say.
    private static final class Pages implements ErrorPages {
        @Override
        public boolean isPage(String target) {
            return target.startsWith("/pay/");
        }

        @Override
        public void answer(Failed failed, Response response) {
            response.header("Content-Encoding", "none").header("Content-Language", "en");
            if (failed.query().contains("broken")) {
                throw new IllegalStateException("a broken page");
            }
            var page = "<p>%s %s %s %s %s</p>"
                    .formatted(
                            failed.status(),
                            failed.retryAfter().map(Duration::toSeconds).orElse(0L),
                            failed.headers().all("Accept-Language"),
                            failed.query().get("lang").orElse("-"),
                            failed.id().text());
            response.status(failed.status()).send(page.getBytes(UTF_8));
        }
    }

    private static void routing(Rules rules) {
        for (var place : new String[] {"/pay", "/api"}) {
            rules.post(place + "/form", (request, response) -> {
                var _ = Input.unversioned(request).form();
                response.send(new byte[0]);
            });
            rules.get(place + "/often", (_, _) -> {
                throw new ProblemException(new TooManyRequests(RETRY_AFTER));
            });
            rules.get(place + "/busy", (_, _) -> {
                throw Unavailable.tooMuchAtOnce();
            });
            rules.get(place + "/bug", (_, response) -> {
                response.header("Content-Type", "text/html").header("Content-Encoding", "gzip");
                throw new IllegalStateException("a bug");
            });
            rules.get(place + "/ok", (_, response) -> response.send("ok".getBytes(UTF_8)));
        }
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        404 | GET {place}/nothing HTTP/1.1 | Host: a
        404 | GET {place}/../ok HTTP/1.1 | Host: a
        404 | GET {place}/%00 HTTP/1.1 | Host: a
        405 | POST {place}/ok HTTP/1.1 | Host: a~Content-Length: 0
        413 | POST {place}/form HTTP/1.1 | Host: a~Content-Length: 5000
        414 | GET {place}/{long} HTTP/1.1 | Host: a
        415 | POST {place}/form HTTP/1.1 | Host: a~Content-Type: text/plain~Content-Length: 3~~a=1
        417 | GET {place}/ok HTTP/1.1 | Host: a~Expect: more
        422 | POST {place}/form HTTP/1.1 | Host: a~Content-Type: {form}~Content-Length: 3~~a&a
        429 | GET {place}/often HTTP/1.1 | Host: a
        431 | GET {place}/ok HTTP/1.1 | Host: a~X: {long}
        400 | GET {place}/ok HTTP/1.1 | Accept: text/html
        400 | GET {place}/ok HTTP/1.1 | Host: a~Host: b
        400 | GET {place}/ok?a=%FF HTTP/1.1 | Host: a
        400 | POST {place}/form HTTP/1.1 | Host: a~Content-Length: x
        500 | GET {place}/bug HTTP/1.1 | Host: a
        503 | GET {place}/busy HTTP/1.1 | Host: a
        """)
    void each_error_is_a_page_at_the_address_of_a_page_and_json_elsewhere(int status, String line, String headers) {
        var page = send("/pay", line, headers);
        assertThat(page.status()).as(page.toString()).isEqualTo(status);
        assertThat(page.body())
                .startsWith("<p>")
                .contains(page.header("x-request-id").orElseThrow());
        assertThat(page.header("content-language")).contains("en");
        var json = send("/api", line, headers);
        assertThat(json.status()).isEqualTo(status);
        assertThat(json.body()).startsWith("{").contains("\"detail\":");
        assertThat(json.header("content-type")).contains("application/json");
        assertThat(json.header("content-encoding")).isEmpty();
        assertThat(page.header("connection")).isEqualTo(json.header("connection"));
        assertThat(page.header("retry-after")).isEqualTo(json.header("retry-after"));
        assertThat(page.header("allow")).isEqualTo(json.header("allow"));
    }

    private Reply send(String place, String line, String headers) {
        return reply((line + "\r\n" + headers.replace("~", "\r\n") + (headers.contains("~~") ? "" : "\r\n\r\n"))
                .replace("{place}", place)
                .replace("{form}", "application/x-www-form-urlencoded")
                .replace("{long}", LONG));
    }

    @Test
    void a_page_knows_when_to_try_again_and_what_its_reader_reads() {
        var headers = "Accept-Language: fr, en\r\nX-Request-Id: mine\r\n";
        var often = reply("GET /pay/often?lang=rw HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
        assertThat(often.body()).isEqualTo("<p>TOO_MANY_REQUESTS 90 [fr, en] rw mine</p>");
        assertThat(often.header("retry-after")).contains("90");
        assertThat(reply("GET /pay/busy HTTP/1.1\r\nHost: a\r\n\r\n").body())
                .startsWith("<p>SERVICE_UNAVAILABLE 1 [] - ");
        assertThat(reply("GET /pay/ok HTTP/1.1\r\nAccept-Language: sw\r\nHost: a\r\nX: " + LONG + "\r\n\r\n")
                        .body())
                .startsWith("<p>HEADERS_TOO_LARGE 0 [sw] - ");
    }

    /// A proxy sends requests of several readers on one connection.
    @Test
    void a_refused_head_does_not_inherit_the_language_or_the_target_of_the_one_before() {
        try (var connection = RawConnection.open("http://127.0.0.1:" + SERVER.port())) {
            connection.send("GET /pay/ok HTTP/1.1\r\nHost: a\r\nAccept-Language: sw\r\n\r\n");
            assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(200);
            connection.send("GET /pay/" + LONG + " HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.reply(false).orElseThrow().body()).startsWith("<p>URI_TOO_LONG 0 [] - ");
        }
        try (var connection = RawConnection.open("http://127.0.0.1:" + SERVER.port())) {
            connection.send("GET /pay/ok HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(200);
            connection.send("GET\t/api/ok HTTP/1.1\r\nHost: a\r\n\r\n");
            var refused = connection.reply(false).orElseThrow();
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).startsWith("{\"detail\":");
        }
    }

    @Test
    void a_target_with_a_host_name_is_the_same_page() {
        var target = "http://127.0.0.1:" + SERVER.port() + "/pay/nothing";
        assertThat(reply("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + SERVER.port() + "\r\n\r\n")
                        .body())
                .startsWith("<p>");
    }

    @Test
    void a_head_is_answered_without_a_page() {
        try (var connection = RawConnection.open("http://127.0.0.1:" + SERVER.port())) {
            connection.send("HEAD /pay/nothing HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.reply(true).orElseThrow().status()).isEqualTo(404);
            connection.send("GET /pay/ok HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.reply(false).orElseThrow().body()).isEqualTo("ok");
        }
    }

    @Test
    void a_page_that_fails_is_replaced_by_json_of_the_same_status() {
        var reply = reply("GET /pay/nothing?broken=1 HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo("{\"detail\":\"Not Found\"}");
        assertThat(reply.header("content-encoding")).isEmpty();
        assertThat(reply.header("content-language")).isEmpty();
    }

    private Reply reply(String request) {
        try (var connection = RawConnection.open("http://127.0.0.1:" + SERVER.port())) {
            connection.send(request);
            return connection.reply(false).orElseThrow();
        }
    }
}
