package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is a merchant's or a payer's business is kept by nobody on its way, and no browser takes an answer for
/// something else than it is.
class AnswerHeadersApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TestFactory
    Stream<DynamicTest> no_answer_of_any_operation_is_kept() {
        var sample = Sample.of(SERVER);
        return Operation.originals().stream()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    var path = sample.path(operation);
                    var body = operation.bodySchema().isPresent() ? sample.body(operation) : "";
                    checkNotKept(sample.shop().send(operation.method(), path, body));
                    checkNotKept(SERVER.stranger().send(operation.method(), path, body));
                    checkNotKept(sample.shop().send("PATCH", path, ""));
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/pay/x", "/receipt/x", "/nothing", "/sandbox/clock", "/"})
    void nor_what_stands_beside_them(String path) {
        checkNotKept(SERVER.stranger().get(path));
    }

    @Test
    void nor_what_operators_read() {
        checkNotKept(SERVER.operator().get("/metrics").expect(200));
        checkNotKept(SERVER.operator().get("/health").expect(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health/live HTTP/1.1\r\n\r\n",
                "GET /health/live HTTP/3.1\r\nHost: a\r\n\r\n",
                "GET /v1/../x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
                "noise\r\n\r\n"
            })
    void nor_a_refusal_of_what_is_no_sound_request(String request) {
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send(request);
            var reply = connection.reply(false).orElseThrow();
            assertThat(reply.header("cache-control")).contains("no-store");
            assertThat(reply.header("x-content-type-options")).contains("nosniff");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs",
                "/docs/start.js",
                "/docs/viewer.js",
                "/docs/viewer.css",
                "/openapi.json",
                "/openapi-sdk.json"
            })
    void files_that_are_the_same_for_all_are_kept_and_asked_about(String path) {
        var file = SERVER.stranger().get(path).expect(200);
        assertThat(file.headers().allValues("Cache-Control")).containsExactly("no-cache");
        assertThat(file.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(file.header("ETag")).isPresent();
        var again = SERVER.stranger()
                .with("If-None-Match", file.header("ETag").orElseThrow())
                .get(path);
        assertThat(again.expect(304).headers().allValues("Cache-Control")).containsExactly("no-cache");
    }

    private static void checkNotKept(Answer answer) {
        assertThat(answer.headers().allValues("Cache-Control"))
                .as(answer.body())
                .isEqualTo(List.of("no-store"));
        assertThat(answer.headers().allValues("X-Content-Type-Options")).isEqualTo(List.of("nosniff"));
    }
}
