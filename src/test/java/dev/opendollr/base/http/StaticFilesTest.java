package dev.opendollr.base.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.RawConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticFilesTest {
    private static final Duration IDLE_MAX = Duration.ofSeconds(10);
    private static final byte[] CONTENT = "body {}".repeat(100).getBytes(UTF_8);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        gzip                        | true
        GZIP                        | true
        deflate, gzip, br           | true
        gzip; q=0.5                 | true
        gzip;q=0                    | false
        gzip;q=0.000                | false
        gzip;q=0.001                | true
        *                           | true
        *;q=0                       | false
        *, gzip;q=0                 | false
        *;q=0, gzip                 | true
        identity                    | false
        x-gzip2, br                 | false
        ''                          | false
        """)
    void packed_is_sent_to_those_who_say_that_they_unpack_it(String sent, boolean accepted) {
        assertThat(StaticFiles.acceptsGzip(List.of(sent))).isEqualTo(accepted);
    }

    @Test
    void a_file_whose_address_changes_with_its_content_is_kept_and_not_asked_for_again() {
        var type = Map.of(Reply.CONTENT_TYPE, "text/css");
        var server = Server.start(
                BareServer.listening(IDLE_MAX),
                BareServer.serving(rules -> rules.get("/kept", StaticFiles.forever(CONTENT, type))
                        .get("/asked", StaticFiles.of(CONTENT, type))));
        try (var connection = RawConnection.open("http://127.0.0.1:" + server.port())) {
            connection.send("GET /kept HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
            var kept = connection.reply(false).orElseThrow();
            assertThat(kept.header("cache-control")).contains("public, max-age=31536000, immutable");
            assertThat(kept.header("content-encoding")).contains("gzip");
            assertThat(kept.header("content-type")).contains("text/css");
            connection.send("GET /kept HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n");
            assertThat(connection.reply(true).orElseThrow().status()).isEqualTo(304);
            connection.send("GET /asked HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(connection.reply(false).orElseThrow().header("cache-control"))
                    .contains("no-cache");
        } finally {
            server.stop();
        }
    }
}
