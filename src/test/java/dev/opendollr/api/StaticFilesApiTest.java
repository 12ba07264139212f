package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.RawConnection.Reply;
import dev.opendollr.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is the same for everybody is sent packed to who unpacks it, and not at all to who has it.
class StaticFilesApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/docs/start.js", "/docs/viewer.js", "/docs/viewer.css"})
    void a_file_has_one_content_in_two_forms_each_with_a_tag_of_its_own(String path) throws IOException {
        var plain = get(path, "");
        var packed = get(path, "Accept-Encoding: br, gzip\r\n");
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.header("content-encoding")).isEmpty();
        assertThat(packed.status()).isEqualTo(200);
        assertThat(packed.header("content-encoding")).contains("gzip");
        assertThat(unpacked(packed)).isEqualTo(new String(plain.body().getBytes(ISO_8859_1), UTF_8));
        assertThat(plain.header("etag")).isPresent().isNotEqualTo(packed.header("etag"));
        assertThat(packed.header("content-type")).isEqualTo(plain.header("content-type"));
        for (var reply : new Reply[] {plain, packed}) {
            assertThat(reply.header("vary")).contains("accept-encoding");
            assertThat(reply.header("content-length"))
                    .contains(Integer.toString(reply.body().length()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void who_has_it_is_told_that_nothing_has_changed(String known) {
        for (var accepted : new String[] {"", "Accept-Encoding: gzip\r\n"}) {
            var first = get("/docs/viewer.css", accepted);
            var tag = first.header("etag").orElseThrow();
            try (var connection = RawConnection.open(SERVER.url())) {
                connection.send(
                        request("/docs/viewer.css", accepted + "If-None-Match: " + known.formatted(tag) + "\r\n"));
                var again = connection.reply(true).orElseThrow();
                assertThat(again.status()).isEqualTo(304);
                assertThat(again.header("etag")).contains(tag);
                assertThat(again.header("vary")).contains("accept-encoding");
                connection.send(request("/health/live", ""));
                assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "", "other", "W/\"other\""})
    void who_has_another_one_gets_it(String known) {
        var reply = get("/docs/viewer.css", "If-None-Match: " + known + "\r\n");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isNotEmpty();
    }

    private static Reply get(String path, String headers) {
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send(request(path, headers));
            return connection.reply(false).orElseThrow();
        }
    }

    private static String request(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static String unpacked(Reply packed) throws IOException {
        try (var gzip =
                new GZIPInputStream(new ByteArrayInputStream(packed.body().getBytes(ISO_8859_1)))) {
            return new String(gzip.readAllBytes(), UTF_8);
        }
    }
}
