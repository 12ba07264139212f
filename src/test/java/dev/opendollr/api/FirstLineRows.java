package dev.opendollr.api;

import static dev.opendollr.api.EdgeRows.CHUNKED;
import static dev.opendollr.api.EdgeRows.HOST;
import static dev.opendollr.api.EdgeRows.TOKEN;

import java.util.List;

/// Rows of [EdgeApiTest] about first lines: methods, targets, versions.
final class FirstLineRows {
    private final EdgeRows rows;

    FirstLineRows(EdgeRows rows) {
        this.rows = rows;
    }

    void add() {
        paths();
        otherForms();
        queries();
        firstLines();
        versions();
        methods();
    }

    private void paths() {
        for (var path : List.of(
                "/v1/..;/openapi.json",
                "/v1/../openapi.json",
                "/v1/;/../openapi.json",
                "/v1/..;x=1/openapi.json",
                "/pay/..;/openapi.json",
                "/v1/x/..;/..;/openapi.json",
                "/v1/./../openapi.json",
                "/v1/%2e%2e/openapi.json",
                "/v1/%2E%2E/openapi.json",
                "/v1/..%2fmetrics",
                "/v1/..%2Fmetrics",
                "/v1/..%5cmetrics",
                "/v1/..\\metrics",
                "/v1/%252e%252e/openapi.json",
                "/v1/%c0%ae%c0%ae/openapi.json",
                "/v1/%u002e%u002e/openapi.json",
                "/..",
                "/.",
                "//openapi.json",
                "/openapi.json//",
                "/;/openapi.json",
                "/openapi.json;x",
                "/openapi.json%3Bx",
                "/openapi.json%00",
                "/openapi.json%0a",
                "/%6detrics",
                "/%6Detrics",
                "/openapi.json%",
                "/openapi.json%2",
                "/openapi.json%zz",
                "/openapi.json%ff",
                "/metr\u00efcs",
                "/v1/orders/retrieve/{x}",
                "/v1//orders//list",
                "/v1/orders%2flist",
                "/v1/orders/list/.",
                "/v1/orders/retrieve/number/ORD%2F1",
                "/v1/orders/retrieve/number/ORD%2D1",
                "/v1/orders/retrieve/number/%2e%2e",
                "/v1/orders/retrieve/number/a%5Cb",
                "/v1/orders/retrieve/number/a%C3",
                "/v1/orders/retrieve/number/a%c3%a9",
                "/v1/orders/retrieve/number/a%00")) {
            rows.head("no such path: GET " + path, "400 404 closed", "GET " + path + " HTTP/1.1", HOST, TOKEN);
        }
        for (var id : List.of(
                "{order};drop",
                "999999/../{order}",
                "999999;/../{order}",
                "./{order}",
                "{order}/.",
                "{order}//",
                "{order}%00",
                "{order}#x",
                "%31",
                "../cancel/{order}")) {
            rows.head(
                    "no such order: cancel/" + id,
                    "400 404 closed",
                    "DELETE /v1/orders/cancel/" + id + " HTTP/1.1",
                    HOST,
                    TOKEN);
        }
        rows.head(
                "a number with an umlaut is one that nobody has",
                "404 open",
                "GET /v1/orders/retrieve/number/caf%C3%A9 HTTP/1.1",
                HOST,
                TOKEN);
        rows.head(
                "an id that ends with a space",
                "404 open",
                "DELETE /v1/orders/cancel/{order}%20 HTTP/1.1",
                HOST,
                TOKEN);
        rows.head("a slash at the end says nothing", "200 open", "GET /v1/orders/list/ HTTP/1.1", HOST, TOKEN);
    }

    private void otherForms() {
        rows.head(
                "absolute form of this host",
                "200 open",
                "GET http://localhost/health/live HTTP/1.1",
                "Host: localhost");
        rows.head("absolute form of another host", "400 closed", "GET http://evil/openapi.json HTTP/1.1", "Host: evil");
        rows.head("absolute form that Host denies", "400 closed", "GET http://localhost/openapi.json HTTP/1.1", HOST);
        rows.head(
                "absolute form with a user",
                "400 closed",
                "GET http://u@localhost/openapi.json HTTP/1.1",
                "Host: localhost");
        rows.head(
                "absolute form of another scheme",
                "400 closed",
                "GET ftp://localhost/openapi.json HTTP/1.1",
                "Host: localhost");
        rows.head(
                "absolute form does not excuse a path",
                "404 closed",
                "GET http://localhost/v1/../openapi.json HTTP/1.1",
                "Host: localhost");
        otherHosts();
        rows.head("authority form", "400 closed", "CONNECT localhost:80 HTTP/1.1", "Host: localhost:80");
        rows.head("asterisk of another method", "400 404 closed", "GET * HTTP/1.1", HOST);
        rows.head("asterisk of OPTIONS", "200 open", "OPTIONS * HTTP/1.1", HOST);
        rows.head("a path without a slash", "400 closed", "GET metrics HTTP/1.1", HOST);
        rows.head("a fragment", "400 closed", "GET /openapi.json#x HTTP/1.1", HOST);
        rows.head("a fragment in the query", "400 closed", "GET /openapi.json?a#x HTTP/1.1", HOST);
    }

    /// The authority of an absolute form, and what `Host` says beside it.
    private void otherHosts() {
        for (var own :
                List.of("localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}", "LOCALHOST:{port}", "localhost:80")) {
            rows.head(
                    "absolute form: " + own, "200 open", "GET http://" + own + "/health/live HTTP/1.1", "Host: " + own);
            rows.head(
                    "absolute form without Host: " + own, "200 closed", "GET http://" + own + "/health/live HTTP/1.0");
        }
        rows.head(
                "absolute form of the default port of its scheme",
                "200 open",
                "GET https://localhost/health/live HTTP/1.1",
                "Host: localhost:443");
        for (var other : List.of(
                "localhost:1",
                "localhost:81",
                "localhost:443",
                "localhost:0{port}",
                "localhost:{port}0",
                "localhost:",
                "localhost:x",
                "localhost:-{port}",
                "localhost:{port}:{port}",
                "evil:{port}",
                "u@localhost:{port}",
                "localhost:{port}@evil",
                "localhost.evil",
                "[::2]:{port}",
                "[::1",
                "")) {
            rows.head(
                    "absolute form of another host or port: " + other,
                    "400 closed",
                    "GET http://" + other + "/health/live HTTP/1.1",
                    "Host: " + other);
            rows.head(
                    "absolute form of another host or port without Host: " + other,
                    "400 closed",
                    "GET http://" + other + "/health/live HTTP/1.0");
        }
        rows.head(
                "absolute form whose port Host does not say",
                "400 closed",
                "GET http://localhost:{port}/health/live HTTP/1.1",
                "Host: localhost");
        rows.head(
                "absolute form that says no port where Host does",
                "400 closed",
                "GET http://localhost/health/live HTTP/1.1",
                "Host: localhost:{port}");
        rows.head(
                "HTTP/1.0, absolute form that Host denies",
                "400 closed",
                "GET http://localhost:{port}/health/live HTTP/1.0",
                HOST);
    }

    private void queries() {
        for (var query :
                List.of("a[]=1", "a={x}", "a|b^c", "a=\"x\"", "a=%7B", "", "&&", "a", "=", "a=b=c", "a=;/?@:")) {
            rows.head("a query: ?" + query, "200 open", "GET /health/live?" + query + " HTTP/1.1", HOST);
        }
        for (var query : List.of("a=100%", "a=%zz", "a=%ff", "a=%c0%ae", "a=<x>", "a=\\", "a=m\u00e1ria", "a=`")) {
            rows.head("no query: ?" + query, "400 closed", "GET /health/live?" + query + " HTTP/1.1", HOST);
        }
        rows.head("the last of two counts", "422 open", "GET /v1/orders/list?limit=1&limit=x HTTP/1.1", HOST, TOKEN);
        rows.head("the first of two does not", "200 open", "GET /v1/orders/list?limit=x&limit=1 HTTP/1.1", HOST, TOKEN);
    }

    private void firstLines() {
        rows.head("two spaces before the path", "400 closed", "GET  /health/live HTTP/1.1", HOST);
        rows.head("two spaces after the path", "400 closed", "GET /health/live  HTTP/1.1", HOST);
        rows.head("a tab after the method", "400 closed", "GET\t/health/live HTTP/1.1", HOST);
        rows.head("a space after the version", "400 closed", "GET /health/live HTTP/1.1 ", HOST);
        rows.head("a space before the method", "400 closed", " GET /health/live HTTP/1.1", HOST);
        rows.head("http in lower case", "400 closed", "GET /health/live http/1.1", HOST);
        rows.head("no version", "400 closed", "GET /health/live", HOST);
        rows.head("no path", "400 closed", "GET HTTP/1.1", HOST);
        rows.head("only a version", "400 closed", "HTTP/1.1", HOST);
        rows.head("a bare CR", "400 closed", "GET /health/live HTTP/1.1\r", HOST);
        rows.raw("bare line feeds", "400 closed", "GET /health/live HTTP/1.1\nHost: a\n\n");
        rows.raw("empty lines before", "200 open", "\r\n\r\nGET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
        rows.raw("noise", "400 closed", "\u0016\u0003\u0001\u0002\r\n\r\n");
    }

    private void versions() {
        rows.head("HTTP/1.0", "200 closed", "GET /health/live HTTP/1.0");
        rows.head(
                "HTTP/1.0 that would stay", "200 closed", "GET /health/live HTTP/1.0", HOST, "Connection: keep-alive");
        rows.head("HTTP/1.0 HEAD", "200 closed", "HEAD /health/live HTTP/1.0");
        rows.head("HTTP/2.0", "400 505 closed", "GET /health/live HTTP/2.0", HOST);
        rows.head("HTTP/1.2", "505 closed", "GET /health/live HTTP/1.2", HOST);
        rows.head("HTTP/0.9", "400 505 closed", "GET /health/live HTTP/0.9", HOST);
        rows.head("the preface of HTTP/2", "400 505 closed", "PRI * HTTP/2.0", "", "SM", "");
        rows.body(
                "HTTP/1.0, a body without a length", "400 closed", "{hidden}", "POST /v1/orders/create HTTP/1.0", HOST);
        rows.body("HTTP/1.0 in chunks", "400 closed", "0\r\n\r\n{hidden}", "POST /nothing HTTP/1.0", HOST, CHUNKED);
        rows.head(
                "an upgrade that nobody offers",
                "200 open",
                "GET /health/live HTTP/1.1",
                HOST,
                "Connection: Upgrade",
                "Upgrade: h2c");
    }

    private void methods() {
        for (var path : List.of(
                "/health/live", "/health/ready", "/docs", "/docs/viewer.js", "/openapi.json", "/v1/orders/list/")) {
            rows.head("HEAD " + path, "200 open", "HEAD " + path + " HTTP/1.1", HOST, TOKEN);
        }
        rows.head("HEAD of a page", "404 open", "HEAD /pay/x HTTP/1.1", HOST);
        rows.head("HEAD of nothing", "404 open", "HEAD /nothing HTTP/1.1", HOST);
        rows.head("HEAD where POST is", "405 open", "HEAD /v1/orders/create HTTP/1.1", HOST);
        for (var path : List.of("/health/live", "/docs", "/openapi.json", "/pay/x", "/sandbox/clock/")) {
            rows.head("PUT " + path, "405 open", "PUT " + path + " HTTP/1.1", HOST);
        }
        rows.head("a method in lower case", "405 open", "delete /v1/orders/cancel/{order} HTTP/1.1", HOST, TOKEN);
        rows.head("a method nobody knows", "405 open", "FETCH /v1/orders/cancel/{order} HTTP/1.1", HOST, TOKEN);
        rows.head(
                "a method overridden",
                "405 open",
                "POST /v1/orders/cancel/{order} HTTP/1.1",
                HOST,
                "X-HTTP-Method-Override: DELETE");
        rows.head("TRACE", "405 open", "TRACE /health/live HTTP/1.1", HOST);
        rows.head("the longest method", "405 open", "X".repeat(64) + " /health/live HTTP/1.1", HOST);
        for (int length : List.of(65, 8_192, 9_000, 33_000, 40_000)) {
            rows.head(
                    "a method of " + length + " bytes",
                    "501 closed",
                    "X".repeat(length) + " /health/live HTTP/1.1",
                    HOST);
        }
        rows.head("a method that is no word", "400 closed", "GE(T /health/live HTTP/1.1", HOST);
    }
}
