package dev.opendollr.api;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.base.http.Contract;
import dev.opendollr.base.http.Contract.Operation;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.testing.RawHttp;
import dev.opendollr.testing.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers to requests that reach no operation, and what runs beside the operations.
class RoutingApiTest {
    private static final String NOT_ALLOWED = "{\"detail\":\"Method Not Allowed\"}";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TestFactory
    Stream<DynamicTest> another_method_is_not_allowed_and_the_answer_names_those_that_are() {
        return Contract.load().operations().stream().collect(groupingBy(Operation::path)).entrySet().stream()
                .map(path -> dynamicTest(path.getKey(), () -> {
                    var methods = path.getValue().stream().map(Operation::method);
                    var allowed = methods.flatMap(
                                    method -> method.equals("GET") ? Stream.of(method, "HEAD") : Stream.of(method))
                            .sorted()
                            .collect(joining(", "));
                    var url = path.getKey().replace("{version}", "v1").replaceAll("\\{[a-z_]+}", "1");
                    for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
                        if (!allowed.contains(method)) {
                            var answer = SERVER.stranger().send(method, url, "").expect(405);
                            assertThat(answer.body())
                                    .startsWith(PublicLinks.isPage(url) ? "<!doctype html>" : NOT_ALLOWED);
                            assertThat(answer.header("Allow")).contains(allowed);
                        }
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/v1",
                "/v1/",
                "/v1/orders",
                "/v1/orders/",
                "/v1/orders/cancel",
                "/v1/orders/cancel/",
                "/orders/list",
                "/v1/orders/cancel/1/2",
                "/V1/ORDERS/LIST",
                "/favicon.ico",
                "/docs/../openapi.yaml",
                "/docs/%2e%2e/openapi.yaml",
                "/v1/orders/cancel/..%2f1",
                "/health",
                "/metrics",
                "/docs/none.js"
            })
    void an_unknown_route_is_not_found_with_or_without_a_token(String path) {
        for (var client : List.of(SERVER.stranger(), SERVER.demo())) {
            for (var method : List.of("GET", "POST", "DELETE")) {
                var answer = client.send(method, path, "").expect(404);
                assertThat(answer.body()).isEqualTo("{\"detail\":\"Not Found\"}");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/health/live, application/json, UP",
        "/health/ready, application/json, UP",
        "/openapi.json, application/json, cancel_order",
        "/openapi-sdk.json, application/json, cancel_order",
        "/docs, text/html, viewer.js",
        "/docs/start.js, text/javascript, openapi-sdk.json",
        "/docs/viewer.js, text/javascript, SwaggerUIBundle",
        "/docs/viewer.css, text/css, swagger-ui",
    })
    void what_runs_beside_the_operations_needs_no_token(String path, String type, String part) {
        SERVER.stranger().get("/health/live").expect(200);
        var answer = SERVER.stranger().get(path).expect(200);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith(type);
        assertThat(answer.body()).contains(part);
    }

    @Test
    void the_root_leads_to_the_documents() {
        var answer = SERVER.stranger().get("/").expect(307);
        assertThat(answer.header("Location")).contains("/docs");
    }

    @Test
    void the_documents_ask_no_other_host() {
        var page = SERVER.stranger().get("/docs").expect(200);
        assertThat(page.body()).doesNotContain("http://", "https://", "//cdn");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'self'");
    }

    @Test
    void metrics_name_routes_and_never_paths() {
        var shop = SERVER.newMerchant();
        shop.get("/v1/orders/retrieve/5551234").expect(404);
        shop.get("/no-such-route-5551234").expect(404);
        var metrics = SERVER.operator().get("/metrics").expect(200).body();
        assertThat(metrics)
                .contains("route=\"/{version}/orders/retrieve/{id}\"", "opendollr_database_pool_busy", "jvm_memory")
                .doesNotContain("5551234");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "GET /v1/orders/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/orders/list\r\n\r\n",
                "GET  HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /v1/orders/create HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "GET /v1/orders/list HTTP/1.1\r\nHost: x\r\nno colon here\r\n\r\n"
            })
    void what_is_no_http_is_refused_as_the_callers_fault_or_hung_up_on(String request) {
        var answer = RawHttp.exchange(SERVER.url(), request);
        if (answer.isEmpty()) {
            return;
        }
        assertThat(RawHttp.status(answer)).as(answer).isBetween(400, 499);
        assertThat(answer).contains("{\"detail\":\"");
    }

    @Test
    void a_version_of_http_that_nobody_speaks_here_is_refused_by_name() {
        var answer = RawHttp.exchange(SERVER.url(), "GET /v1/orders/list HTTP/9.9\r\nHost: x\r\n\r\n");
        assertThat(RawHttp.status(answer)).as(answer).isEqualTo(505);
        assertThat(answer).contains("{\"detail\":\"");
    }

    @Test
    void a_slash_at_the_end_says_nothing() {
        var answer = RawHttp.exchange(
                SERVER.url(),
                "GET /v1/orders/list/ HTTP/1.1",
                "Host: localhost",
                "Authorization: " + SERVER.newMerchant().header("Authorization"),
                "",
                "");
        assertThat(RawHttp.status(answer)).isEqualTo(200);
        assertThat(SERVER.stranger().get("/docs/").expect(200).body()).contains("viewer.js");
    }

    @Test
    void an_endless_path_and_endless_headers_are_refused_as_the_callers_fault() {
        for (var request : List.of(
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(30_000) + "\r\n\r\n")) {
            assertThat(RawHttp.status(RawHttp.exchange(SERVER.url(), request))).isIn(414, 431);
        }
    }
}
