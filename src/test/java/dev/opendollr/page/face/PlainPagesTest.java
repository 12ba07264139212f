package dev.opendollr.page.face;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.http.Rules;
import dev.opendollr.base.http.Server;
import dev.opendollr.base.problem.Problem.TooManyRequests;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.page.text.Language;
import dev.opendollr.page.text.Texts;
import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.RawConnection.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a browser shows when something goes wrong at the address of a page.
class PlainPagesTest {
    private static final String LONG = "x".repeat(20_000);
    private static final String PUBLIC_URL = "https://pay.example.rw/behind";

    private final Assets assets = new Assets();
    private final PlainPages pages = new PlainPages(new Frames(true, assets, () -> PUBLIC_URL));
    private final Server server = Server.start(
            BareServer.listening(Duration.ofSeconds(10)), BareServer.serving(PlainPagesTest::routing, pages));

    private static void routing(Rules rules) {
        new AssetRoutes(new Assets()).routing(rules);
        rules.get("/pay/ok", (_, response) -> response.send(new byte[0]));
        rules.get("/pay/often", (_, _) -> {
            throw new ProblemException(new TooManyRequests(Duration.ofSeconds(90)));
        });
        rules.get("/pay/tomorrow", (_, _) -> {
            throw new ProblemException(
                    new TooManyRequests(Duration.ofMinutes(59).plusSeconds(1)));
        });
        rules.get("/pay/busy", (_, _) -> {
            throw Unavailable.tooMuchAtOnce();
        });
        rules.get("/pay/bug", (_, _) -> {
            throw new IllegalStateException("a bug with a secret");
        });
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', textBlock = """
        404 | not_found      | GET /pay/ok/there HTTP/1.1   | Host: a
        404 | not_found      | GET /pay/-/page.1.css HTTP/1.1 | Host: a
        404 | not_found      | GET /pay/%00 HTTP/1.1        | Host: a
        405 | not_understood | POST /pay/ok HTTP/1.1        | Host: a~Content-Length: 0
        417 | not_understood | GET /pay/ok HTTP/1.1         | Host: a~Expect: more
        429 | too_many       | GET /pay/often HTTP/1.1      | Host: a
        431 | too_large      | GET /pay/ok HTTP/1.1         | Host: a~X: {long}
        400 | not_understood | GET /receipt/x?a=%FF HTTP/1.1 | Host: a
        500 | bug            | GET /pay/bug HTTP/1.1        | Host: a
        503 | busy           | GET /pay/busy HTTP/1.1       | Host: a
        """)
    void each_error_is_told_in_the_language_of_the_browser(int status, String kind, String line, String headers) {
        for (var language : Language.values()) {
            var reply = reply(line + "\r\nAccept-Language: " + language.code() + "\r\n" + headers.replace("~", "\r\n"));
            var texts = Texts.of(language);
            assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
            assertThat(reply.header("content-language")).contains(language.code());
            assertThat(reply.body())
                    .contains(
                            "<html lang=\"" + language.code() + "\">",
                            "<main data-page=\"error-" + status + "\">",
                            "<h1>" + texts.say("error." + kind + ".heading") + "</h1>",
                            texts.say("error." + kind + ".text"),
                            texts.say("common.sandbox"))
                    .doesNotContain("a bug with a secret", LONG);
        }
    }

    /// It is refused before the languages of the reader are read.
    @Test
    void an_address_that_is_too_long_is_refused_in_english() {
        var reply = reply("GET /pay/{long} HTTP/1.1\r\nHost: a\r\nAccept-Language: fr");
        assertThat(reply.status()).isEqualTo(414);
        assertThat(reply.body()).contains(Texts.of(Language.EN).say("error.too_large.heading"));
    }

    @Test
    void a_reader_is_told_how_long_to_wait() {
        var english = Texts.of(Language.EN);
        assertThat(reply("GET /pay/often HTTP/1.1\r\nHost: a").body())
                .contains(english.say("error.wait_seconds", "90"));
        assertThat(reply("GET /pay/tomorrow HTTP/1.1\r\nHost: a").body())
                .contains(english.say("error.wait_minutes", "60"));
        assertThat(reply("GET /pay/often HTTP/1.1\r\nHost: a").header("retry-after"))
                .contains("90");
    }

    @Test
    void a_mistake_of_ours_has_a_number_to_quote() {
        var reply = reply("GET /pay/bug HTTP/1.1\r\nHost: a\r\nX-Request-Id: number-1");
        assertThat(reply.body()).contains(Texts.of(Language.EN).say("error.request", "number-1"));
    }

    @Test
    void the_switch_of_languages_counts_more_than_the_browser() {
        var reply = reply("GET /pay/none?lang=sw HTTP/1.1\r\nHost: a\r\nAccept-Language: fr");
        assertThat(reply.body())
                .contains(
                        "<span lang=\"sw\" aria-current=\"true\">Kiswahili</span>", "<a href=\"?lang=fr\" lang=\"fr\"")
                .doesNotContain("<a href=\"?lang=sw\"");
    }

    @Test
    void a_page_is_a_secret_and_runs_nothing() {
        var reply = reply("GET /pay/bug HTTP/1.1\r\nHost: a");
        assertThat(reply.header("content-type")).contains("text/html; charset=utf-8");
        assertThat(reply.header("cache-control")).contains("no-store");
        assertThat(reply.header("referrer-policy")).contains("no-referrer");
        assertThat(reply.header("x-robots-tag")).contains("noindex, nofollow");
        assertThat(reply.header("x-content-type-options")).contains("nosniff");
        assertThat(reply.header("set-cookie")).isEmpty();
        assertThat(reply.header("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http");
        assertThat(reply.body())
                .contains("<meta name=\"robots\" content=\"noindex, nofollow\">", "<link rel=\"icon\" href=\"data:,\">")
                .doesNotContain("<style", "style=", "<script", " on", "http:");
    }

    @Test
    void a_file_is_found_by_its_content_and_kept_for_ever() {
        var address = assets.address(Assets.CSS);
        assertThat(address).matches("/pay/-/page\\.[0-9a-f]{12}\\.css");
        assertThat(reply("GET /pay/none HTTP/1.1\r\nHost: a").body())
                .contains("<link rel=\"stylesheet\" href=\"/behind" + address + "\">");
        var file = reply("GET " + address + " HTTP/1.1\r\nHost: a");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("content-type")).contains("text/css; charset=utf-8");
        assertThat(file.header("cache-control")).contains("public, max-age=31536000, immutable");
        assertThat(file.header("set-cookie")).isEmpty();
        var packed = reply("GET " + address + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip");
        assertThat(packed.header("content-encoding")).contains("gzip");
        assertThat(length(packed)).isLessThan(length(file) / 2);
        assertThatThrownBy(() -> assets.address("none.css")).hasMessageContaining("none.css");
    }

    private static int length(Reply reply) {
        return reply.header("content-length").map(Integer::parseInt).orElseThrow();
    }

    private Reply reply(String head) {
        try (var connection = RawConnection.open("http://127.0.0.1:" + server.port())) {
            connection.send(head.replace("{long}", LONG) + "\r\n\r\n");
            var reply = connection.reply(false).orElseThrow();
            return new Reply(
                    reply.status(), reply.head(), new String(reply.body().getBytes(ISO_8859_1), UTF_8));
        }
    }
}
