package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rows of [EdgeApiTest]: what is sent, which statuses are right, and whether the connection may go on.
final class EdgeRows {
    /// The connection ends without an answer.
    static final int NO_ANSWER = 0;

    private static final String HOST = "Host: a";
    private static final String LENGTH = "Content-Length: {length}";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String TOKEN = "Authorization: {token}";
    private static final String HIDDEN =
            "DELETE /v1/orders/cancel/{order} HTTP/1.1\r\nHost: a\r\nAuthorization: {token}\r\n\r\n";

    private final List<Row> rows = new ArrayList<>();

    /// `wanted` is `400 404 closed` or `200 open`: the statuses that are right, and what becomes of the connection.
    record Row(String name, String wanted, String request) {
        List<Integer> statuses() {
            return Arrays.stream(wanted.split(" ", -1))
                    .filter(word -> word.matches("[0-9]+"))
                    .map(Integer::valueOf)
                    .toList();
        }

        boolean closes() {
            return wanted.endsWith("closed");
        }

        boolean isHead() {
            return request.startsWith("HEAD ");
        }

        String request(String token, long order) {
            var hidden = HIDDEN.replace("{token}", token).replace("{order}", Long.toString(order));
            return request.replace("{hidden}", hidden)
                    .replace("{length}", Integer.toString(hidden.length()))
                    .replace("{hex}", Integer.toHexString(hidden.length()))
                    .replace("{token}", token)
                    .replace("{order}", Long.toString(order));
        }
    }

    static List<Row> all() {
        var rows = new EdgeRows();
        rows.paths();
        rows.otherForms();
        rows.queries();
        rows.firstLines();
        rows.versions();
        rows.methods();
        rows.heads();
        rows.earlyAnswers();
        rows.expectations();
        rows.framing();
        rows.chunks();
        rows.headersWeRead();
        rows.sizes();
        return List.copyOf(rows.rows);
    }

    /// A request with these lines, an empty one after them, and nothing more.
    private void head(String name, String wanted, String... lines) {
        rows.add(new Row(name, wanted, String.join("\r\n", lines) + "\r\n\r\n"));
    }

    /// The same with `body` after the empty line.
    private void body(String name, String wanted, String body, String... lines) {
        rows.add(new Row(name, wanted, String.join("\r\n", lines) + "\r\n\r\n" + body));
    }

    private void paths() {
        for (var path : List.of(
                "/v1/..;/metrics",
                "/v1/../metrics",
                "/v1/;/../metrics",
                "/v1/..;x=1/metrics",
                "/pay/..;/openapi.json",
                "/v1/x/..;/..;/metrics",
                "/v1/./../metrics",
                "/v1/%2e%2e/metrics",
                "/v1/%2E%2E/metrics",
                "/v1/..%2fmetrics",
                "/v1/..%2Fmetrics",
                "/v1/..%5cmetrics",
                "/v1/..\\metrics",
                "/v1/%252e%252e/metrics",
                "/v1/%c0%ae%c0%ae/metrics",
                "/v1/%u002e%u002e/metrics",
                "/..",
                "/.",
                "//metrics",
                "/metrics//",
                "/;/metrics",
                "/metrics;x",
                "/metrics%3Bx",
                "/metrics%00",
                "/metrics%0a",
                "/%6detrics",
                "/%6Detrics",
                "/metrics%",
                "/metrics%2",
                "/metrics%zz",
                "/metrics%ff",
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
            head("no such path: GET " + path, "400 404 closed", "GET " + path + " HTTP/1.1", HOST, TOKEN);
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
            head(
                    "no such order: cancel/" + id,
                    "400 404 closed",
                    "DELETE /v1/orders/cancel/" + id + " HTTP/1.1",
                    HOST,
                    TOKEN);
        }
        head(
                "a number with an umlaut is one that nobody has",
                "404 open",
                "GET /v1/orders/retrieve/number/caf%C3%A9 HTTP/1.1",
                HOST,
                TOKEN);
        head("an id that ends with a space", "404 open", "DELETE /v1/orders/cancel/{order}%20 HTTP/1.1", HOST, TOKEN);
        head("a slash at the end says nothing", "200 open", "GET /v1/orders/list/ HTTP/1.1", HOST, TOKEN);
    }

    private void otherForms() {
        head("absolute form of this host", "200 open", "GET http://localhost/health/live HTTP/1.1", "Host: localhost");
        head("absolute form of another host", "400 closed", "GET http://evil/metrics HTTP/1.1", "Host: evil");
        head("absolute form that Host denies", "400 closed", "GET http://localhost/metrics HTTP/1.1", HOST);
        head("absolute form with a user", "400 closed", "GET http://u@localhost/metrics HTTP/1.1", "Host: localhost");
        head(
                "absolute form of another scheme",
                "400 closed",
                "GET ftp://localhost/metrics HTTP/1.1",
                "Host: localhost");
        head(
                "absolute form does not excuse a path",
                "404 closed",
                "GET http://localhost/v1/../metrics HTTP/1.1",
                "Host: localhost");
        head("authority form", "400 closed", "CONNECT localhost:80 HTTP/1.1", "Host: localhost:80");
        head("asterisk of another method", "400 404 closed", "GET * HTTP/1.1", HOST);
        head("asterisk of OPTIONS", "200 open", "OPTIONS * HTTP/1.1", HOST);
        head("a path without a slash", "400 closed", "GET metrics HTTP/1.1", HOST);
        head("a fragment", "400 closed", "GET /metrics#x HTTP/1.1", HOST);
        head("a fragment in the query", "400 closed", "GET /metrics?a#x HTTP/1.1", HOST);
    }

    private void queries() {
        for (var query :
                List.of("a[]=1", "a={x}", "a|b^c", "a=\"x\"", "a=%7B", "", "&&", "a", "=", "a=b=c", "a=;/?@:")) {
            head("a query: ?" + query, "200 open", "GET /health/live?" + query + " HTTP/1.1", HOST);
        }
        for (var query : List.of("a=100%", "a=%zz", "a=%ff", "a=%c0%ae", "a=<x>", "a=\\", "a=m\u00e1ria", "a=`")) {
            head("no query: ?" + query, "400 closed", "GET /health/live?" + query + " HTTP/1.1", HOST);
        }
        head("the last of two counts", "422 open", "GET /v1/orders/list?limit=1&limit=x HTTP/1.1", HOST, TOKEN);
        head("the first of two does not", "200 open", "GET /v1/orders/list?limit=x&limit=1 HTTP/1.1", HOST, TOKEN);
    }

    private void firstLines() {
        head("two spaces before the path", "400 closed", "GET  /health/live HTTP/1.1", HOST);
        head("two spaces after the path", "400 closed", "GET /health/live  HTTP/1.1", HOST);
        head("a tab after the method", "400 closed", "GET\t/health/live HTTP/1.1", HOST);
        head("a space after the version", "400 closed", "GET /health/live HTTP/1.1 ", HOST);
        head("a space before the method", "400 closed", " GET /health/live HTTP/1.1", HOST);
        head("http in lower case", "400 closed", "GET /health/live http/1.1", HOST);
        head("no version", "400 closed", "GET /health/live", HOST);
        head("no path", "400 closed", "GET HTTP/1.1", HOST);
        head("only a version", "400 closed", "HTTP/1.1", HOST);
        head("a bare CR", "400 closed", "GET /health/live HTTP/1.1\r", HOST);
        rows.add(new Row("bare line feeds", "400 closed", "GET /health/live HTTP/1.1\nHost: a\n\n"));
        rows.add(new Row("empty lines before", "200 open", "\r\n\r\nGET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"));
        rows.add(new Row("noise", "400 closed", "\u0016\u0003\u0001\u0002\r\n\r\n"));
    }

    private void versions() {
        head("HTTP/1.0", "200 closed", "GET /health/live HTTP/1.0");
        head("HTTP/1.0 that would stay", "200 closed", "GET /health/live HTTP/1.0", HOST, "Connection: keep-alive");
        head("HTTP/1.0 HEAD", "200 closed", "HEAD /health/live HTTP/1.0");
        head("HTTP/2.0", "400 505 closed", "GET /health/live HTTP/2.0", HOST);
        head("HTTP/1.2", "505 closed", "GET /health/live HTTP/1.2", HOST);
        head("HTTP/0.9", "400 505 closed", "GET /health/live HTTP/0.9", HOST);
        head("the preface of HTTP/2", "400 505 closed", "PRI * HTTP/2.0", "", "SM", "");
        body("HTTP/1.0, a body without a length", "400 closed", "{hidden}", "POST /v1/orders/create HTTP/1.0", HOST);
        body("HTTP/1.0 in chunks", "400 closed", "0\r\n\r\n{hidden}", "POST /nothing HTTP/1.0", HOST, CHUNKED);
        head(
                "an upgrade that nobody offers",
                "200 open",
                "GET /health/live HTTP/1.1",
                HOST,
                "Connection: Upgrade",
                "Upgrade: h2c");
    }

    private void methods() {
        for (var path : List.of(
                "/health/live",
                "/health/ready",
                "/docs",
                "/docs/viewer.js",
                "/openapi.json",
                "/metrics",
                "/v1/orders/list/")) {
            head("HEAD " + path, "200 open", "HEAD " + path + " HTTP/1.1", HOST, TOKEN);
        }
        head("HEAD of a page", "404 open", "HEAD /pay/x HTTP/1.1", HOST);
        head("HEAD of nothing", "404 open", "HEAD /nothing HTTP/1.1", HOST);
        head("HEAD where POST is", "405 open", "HEAD /v1/orders/create HTTP/1.1", HOST);
        for (var path : List.of("/health/live", "/docs", "/openapi.json", "/metrics", "/pay/x", "/sandbox/clock/")) {
            head("PUT " + path, "405 open", "PUT " + path + " HTTP/1.1", HOST);
        }
        head("a method in lower case", "405 open", "delete /v1/orders/cancel/{order} HTTP/1.1", HOST, TOKEN);
        head("a method nobody knows", "405 open", "FETCH /v1/orders/cancel/{order} HTTP/1.1", HOST, TOKEN);
        head(
                "a method overridden",
                "405 open",
                "POST /v1/orders/cancel/{order} HTTP/1.1",
                HOST,
                "X-HTTP-Method-Override: DELETE");
        head("TRACE", "405 open", "TRACE /health/live HTTP/1.1", HOST);
        head("a method that is no word", "400 closed", "GE(T /health/live HTTP/1.1", HOST);
    }

    private void heads() {
        head("no Host", "400 closed", "GET /health/live HTTP/1.1", "A: b");
        head("an empty Host", "400 closed", "GET /health/live HTTP/1.1", "Host: ");
        head("two Hosts", "400 closed", "GET /health/live HTTP/1.1", HOST, HOST);
        head("a Host with a path", "400 closed", "GET /health/live HTTP/1.1", "Host: a/b");
        head("a Host with a user", "400 closed", "GET /health/live HTTP/1.1", "Host: u@a");
        head("a Host that is two", "400 closed", "GET /health/live HTTP/1.1", "Host: a, b");
        head("a space before the colon", "400 closed", "GET /health/live HTTP/1.1", HOST, "A : b");
        head("a folded line", "400 closed", "GET /health/live HTTP/1.1", HOST, "A: b", " c");
        head("no colon", "400 closed", "GET /health/live HTTP/1.1", HOST, "A");
        head("no name", "400 closed", "GET /health/live HTTP/1.1", HOST, ": b");
        head("a name with a space", "400 closed", "GET /health/live HTTP/1.1", HOST, "A B: c");
        head("a NUL in a value", "400 closed", "GET /health/live HTTP/1.1", HOST, "A: b\0c");
        head("a bare CR in a value", "400 closed", "GET /health/live HTTP/1.1", HOST, "A: b\rc");
        head("a bare line feed in a value", "400 closed", "GET /health/live HTTP/1.1", HOST, "A: b\nC d");
        head(
                "other bytes in a header that nobody reads",
                "200 open",
                "GET /health/live HTTP/1.1",
                HOST,
                "A: \u00ff\u00fe");
        head("a client that ends it", "200 closed", "GET /health/live HTTP/1.1", HOST, "Connection: close");
    }

    private void earlyAnswers() {
        for (var early : List.of(
                "POST /v1/orders/create",
                "POST /nothing",
                "POST /v1/orders/list",
                "PUT /v1/orders/publish/1",
                "DELETE /v1/orders/cancel/0",
                "GET /health/live",
                "GET /v1/../metrics",
                "OPTIONS *")) {
            body(
                    "a body that never ends: " + early,
                    "200 400 401 404 405 closed",
                    "{hidden}",
                    early + " HTTP/1.1",
                    HOST,
                    "Content-Length: 1000000");
            body(
                    "chunks that never end: " + early,
                    "200 400 401 404 405 closed",
                    "{hex}\r\n{hidden}\r\n",
                    early + " HTTP/1.1",
                    HOST,
                    CHUNKED);
            body(
                    "a body of a request: " + early,
                    "200 400 401 404 405 " + (early.contains("..") ? "closed" : "open"),
                    "{hidden}",
                    early + " HTTP/1.1",
                    HOST,
                    LENGTH);
        }
        body(
                "too large by what it says",
                "413 closed",
                "{hidden}",
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                "Content-Length: 70000");
        body(
                "too large by what comes",
                "413 closed",
                ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(20),
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                CHUNKED);
        body(
                "one that is read and wrong",
                "422 open",
                "{hidden}",
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                LENGTH);
    }

    private void expectations() {
        for (var early :
                List.of("POST /v1/orders/create", "POST /nothing", "POST /v1/orders/list", "GET /health/live")) {
            head(
                    "a body that waits: " + early,
                    "200 401 404 405 closed",
                    early + " HTTP/1.1",
                    HOST,
                    "Expect: 100-continue",
                    LENGTH);
        }
        body(
                "a body that was told to come",
                "422 open",
                "{hidden}",
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                "Expect: 100-continue",
                LENGTH);
        head("another expectation", "417 closed", "GET /health/live HTTP/1.1", HOST, "Expect: tea");
        head("two expectations", "417 closed", "GET /health/live HTTP/1.1", HOST, "Expect: 100-continue, tea");
        body(
                "another one with a body",
                "417 closed",
                "{hidden}",
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                "Expect: junk",
                LENGTH);
    }

    private void framing() {
        for (var lines : List.of(
                List.of("Content-Length: 5", "Content-Length: 6"),
                List.of("Content-Length: 5", "Content-Length: 5"),
                List.of("Content-Length: 5, 5"),
                List.of("Content-Length: +5"),
                List.of("Content-Length: -5"),
                List.of("Content-Length: 0x5"),
                List.of("Content-Length: 5 5"),
                List.of("Content-Length: "),
                List.of("Content-Length: 99999999999999999999"),
                List.of("Content-Length: 5", CHUNKED),
                List.of(CHUNKED, "Content-Length: 5"),
                List.of(CHUNKED, CHUNKED),
                List.of("Transfer-Encoding: chunked, chunked"),
                List.of("Transfer-Encoding: gzip, chunked"),
                List.of("Transfer-Encoding: chunked, gzip"),
                List.of("Transfer-Encoding: gzip"),
                List.of("Transfer-Encoding: identity"),
                List.of("Transfer-Encoding: ,chunked"),
                List.of("Transfer-Encoding: chunked;q=1"),
                List.of("Transfer-Encoding: \"chunked\""),
                List.of("Transfer-Encoding: xchunked"),
                List.of("Transfer-Encoding: "),
                List.of("Transfer-Encoding : chunked"),
                List.of("Transfer-Encoding:\u000bchunked"))) {
            var head = new ArrayList<>(List.of("POST /v1/orders/create HTTP/1.1", HOST, TOKEN));
            head.addAll(lines);
            body(
                    "framing: " + String.join(" / ", lines),
                    "400 501 closed",
                    "0\r\n\r\n{hidden}",
                    head.toArray(String[]::new));
        }
    }

    private void chunks() {
        for (var chunk : List.of(
                "+2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                " 2\r\n{}\r\n0\r\n\r\n",
                "\r\n2\r\n{}\r\n0\r\n\r\n",
                "2\n{}\n0\n\n",
                "2\r\n{}XX0\r\n\r\n",
                "2\r\n{}x\r\n0\r\n\r\n",
                "2\r\n{}0\r\n\r\n",
                "g\r\n{}\r\n0\r\n\r\n",
                "2;a=\"b\r\n{}\r\n0\r\n\r\n",
                "10000000000000000\r\n{}\r\n0\r\n\r\n",
                "fffffffffffffffff\r\n{}\r\n0\r\n\r\n",
                "0".repeat(10_000) + "2\r\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\nbad trailer\r\n\r\n")) {
            var shown = chunk.length() > 40 ? chunk.substring(0, 20) + "…" : chunk;
            body(
                    "chunks: " + shown.replace("\r", "\\r").replace("\n", "\\n"),
                    "400 closed",
                    chunk + "{hidden}",
                    "POST /v1/orders/create HTTP/1.1",
                    HOST,
                    TOKEN,
                    CHUNKED);
        }
        body(
                "a chunk beyond all",
                "413 400 closed",
                "fffffffffffffff\r\n" + "x".repeat(70_000),
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                CHUNKED);
        body(
                "chunks with extensions and a trailer",
                "422 open",
                "2;a=b\r\n{}\r\n0\r\nA: b\r\n\r\n",
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                CHUNKED);
        body(
                "chunked in capitals",
                "422 open",
                "2\r\n{}\r\n0\r\n\r\n",
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                "Transfer-Encoding: CHUNKED");
    }

    private void headersWeRead() {
        var create = "POST /v1/orders/create HTTP/1.1";
        var json = "Content-Length: 2";
        body(
                "a key in bytes that are no UTF-8",
                "422 open",
                "{}",
                create,
                HOST,
                TOKEN,
                json,
                "Idempotency-Key: r\u00e9f");
        body("an empty key", "422 open", "{}", create, HOST, TOKEN, json, "Idempotency-Key: ");
        body("two keys", "422 open", "{}", create, HOST, TOKEN, json, "Idempotency-Key: a", "Idempotency-Key: b");
        body("a broken key of a stranger", "401 open", "{}", create, HOST, json, "Idempotency-Key: \u00ff");
        head(
                "a reason that is no UTF-8",
                "422 open",
                "DELETE /v1/orders/cancel/{order} HTTP/1.1",
                HOST,
                TOKEN,
                "X-Cancel-Reason: \u00ff");
        head(
                "an overlong reason",
                "422 open",
                "DELETE /v1/orders/cancel/{order} HTTP/1.1",
                HOST,
                TOKEN,
                "X-Cancel-Reason: \u00c0\u00ae");
        head(
                "a sound reason for nothing",
                "404 open",
                "DELETE /v1/orders/cancel/0 HTTP/1.1",
                HOST,
                TOKEN,
                "X-Cancel-Reason: " + new String("chang\u00e9 d'avis".getBytes(UTF_8), ISO_8859_1));
        head(
                "two tokens",
                "401 open",
                "DELETE /v1/orders/cancel/{order} HTTP/1.1",
                HOST,
                TOKEN,
                "Authorization: Bearer x");
        head("the same token twice", "401 open", "DELETE /v1/orders/cancel/{order} HTTP/1.1", HOST, TOKEN, TOKEN);
        body(
                "two types",
                "422 open",
                "{}",
                create,
                HOST,
                TOKEN,
                json,
                "Content-Type: application/json",
                "Content-Type: text/plain");
        body(
                "a type that is no UTF-8",
                "422 open",
                "{}",
                create,
                HOST,
                TOKEN,
                json,
                "Content-Type: application/json; x=\u00ff");
        body("a coding nobody reads", "415 open", "{}", create, HOST, TOKEN, json, "Content-Encoding: gzip");
        body(
                "two codings",
                "415 open",
                "{}",
                create,
                HOST,
                TOKEN,
                json,
                "Content-Encoding: identity",
                "Content-Encoding: br");
        body("a plain coding", "422 open", "{}", create, HOST, TOKEN, json, "Content-Encoding: identity");
        body("an empty coding", "422 open", "{}", create, HOST, TOKEN, json, "Content-Encoding: ");
    }

    private void sizes() {
        head("a path that is too long", "414 closed", "GET /" + "x".repeat(8_192) + " HTTP/1.1", HOST);
        head("a query that is too long", "414 closed", "GET /health/live?" + "x".repeat(8_192) + " HTTP/1.1", HOST);
        head("a path that is far too long", "414 closed", "GET /" + "x".repeat(60_000) + " HTTP/1.1", HOST);
        head("a long path", "404 open", "GET /" + "x".repeat(8_000) + " HTTP/1.1", HOST);
        head("a header that is too long", "431 closed", "GET /health/live HTTP/1.1", HOST, "A: " + "x".repeat(17_000));
        head(
                "a header that is far too long",
                "431 closed",
                "GET /health/live HTTP/1.1",
                HOST,
                "A: " + "x".repeat(60_000));
        head(
                "headers that are too many",
                "431 closed",
                "GET /health/live HTTP/1.1",
                HOST,
                "A: b\r\n".repeat(3_000) + "A: b");
        head("a long header", "200 open", "GET /health/live HTTP/1.1", HOST, "A: " + "x".repeat(15_000));
        head("a method that is far too long", "400 414 431 closed", "X".repeat(60_000) + " / HTTP/1.1", HOST);
    }
}
