package dev.opendollr.api;

import static dev.opendollr.api.EdgeRows.CHUNKED;
import static dev.opendollr.api.EdgeRows.HOST;
import static dev.opendollr.api.EdgeRows.LENGTH;
import static dev.opendollr.api.EdgeRows.TOKEN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/// Rows of [EdgeApiTest] about what follows a first line: headers, bodies, and answers that do not wait for them.
final class MessageRows {
    private final EdgeRows rows;

    MessageRows(EdgeRows rows) {
        this.rows = rows;
    }

    void add() {
        heads();
        earlyAnswers();
        expectations();
        framing();
        chunks();
        headersWeRead();
        sizes();
    }

    private void heads() {
        rows.head("no Host", "400 closed", "GET /health/live HTTP/1.1", "A: b");
        for (var version : List.of("HTTP/1.1", "HTTP/1.0")) {
            hosts(version);
        }
        rows.head("a space before the colon", "400 closed", "GET /health/live HTTP/1.1", HOST, "A : b");
        rows.head("a folded line", "400 closed", "GET /health/live HTTP/1.1", HOST, "A: b", " c");
        rows.head("no colon", "400 closed", "GET /health/live HTTP/1.1", HOST, "A");
        rows.head("no name", "400 closed", "GET /health/live HTTP/1.1", HOST, ": b");
        rows.head("a name with a space", "400 closed", "GET /health/live HTTP/1.1", HOST, "A B: c");
        rows.head("a NUL in a value", "400 closed", "GET /health/live HTTP/1.1", HOST, "A: b\0c");
        rows.head("a bare CR in a value", "400 closed", "GET /health/live HTTP/1.1", HOST, "A: b\rc");
        rows.head("a bare line feed in a value", "400 closed", "GET /health/live HTTP/1.1", HOST, "A: b\nC d");
        rows.head(
                "other bytes in a header that nobody reads",
                "200 open",
                "GET /health/live HTTP/1.1",
                HOST,
                "A: \u00ff\u00fe");
        rows.head("a client that ends it", "200 closed", "GET /health/live HTTP/1.1", HOST, "Connection: close");
    }

    private void hosts(String version) {
        var request = "GET /health/live " + version;
        rows.head(version + ", two Hosts", "400 closed", request, HOST, HOST);
        rows.head(version + ", two Hosts that differ", "400 closed", request, HOST, "Host: b");
        for (var host : List.of(
                "", "a/b", "u@a", "u:p@a", "a, b", "a b", "a\tb", "a?b", "a#b", "a\\b", "a%zz", "a%00", "a:x", "a:-1",
                "a:99999", "a:080", "a:80:80", "a:80x", ":80", "[::1", "::1", "[::1]x", "[x]", "a\u00e9", "<a>",
                "\"a\"", "*")) {
            rows.head(version + ", no Host: " + host, "400 closed", request, "Host: " + host);
        }
        for (var host : List.of("a", "a.b-c_d", "A:1", "a:65535", "127.0.0.1:8080", "[::1]", "[::1]:8080")) {
            rows.head(
                    version + ", a Host: " + host,
                    "200 " + (version.endsWith("1") ? "open" : "closed"),
                    request,
                    "Host: " + host);
        }
    }

    private void earlyAnswers() {
        for (var early : List.of(
                "POST /v1/orders/create",
                "POST /nothing",
                "POST /v1/orders/list",
                "PUT /v1/orders/publish/1",
                "DELETE /v1/orders/cancel/0",
                "GET /health/live",
                "GET /v1/../openapi.json",
                "OPTIONS *")) {
            rows.body(
                    "a body that never ends: " + early,
                    "200 400 401 404 405 closed",
                    "{hidden}",
                    early + " HTTP/1.1",
                    HOST,
                    "Content-Length: 1000000");
            rows.body(
                    "chunks that never end: " + early,
                    "200 400 401 404 405 closed",
                    "{hex}\r\n{hidden}\r\n",
                    early + " HTTP/1.1",
                    HOST,
                    CHUNKED);
            rows.body(
                    "a body of a request: " + early,
                    "200 400 401 404 405 " + (early.contains("..") ? "closed" : "open"),
                    "{hidden}",
                    early + " HTTP/1.1",
                    HOST,
                    LENGTH);
        }
        rows.body(
                "too large by what it says",
                "413 closed",
                "{hidden}",
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                "Content-Length: 70000");
        rows.body(
                "too large by what comes",
                "413 closed",
                ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(20),
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                CHUNKED);
        rows.body(
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
            rows.head(
                    "a body that waits: " + early,
                    "200 401 404 405 closed",
                    early + " HTTP/1.1",
                    HOST,
                    "Expect: 100-continue",
                    LENGTH);
        }
        rows.body(
                "a body that was told to come",
                "422 open",
                "{hidden}",
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                "Expect: 100-continue",
                LENGTH);
        rows.head("an expectation of old", "200 closed", "GET /health/live HTTP/1.0", HOST, "Expect: tea");
        rows.head(
                "a body of old that waits for nothing",
                "400 closed",
                "POST /v1/jwt/client/obtain/token HTTP/1.0",
                HOST,
                "Expect: 100-continue",
                LENGTH);
        rows.head("another expectation", "417 closed", "GET /health/live HTTP/1.1", HOST, "Expect: tea");
        rows.head("two expectations", "417 closed", "GET /health/live HTTP/1.1", HOST, "Expect: 100-continue, tea");
        rows.body(
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
                List.of("Content-Length: 5;5"),
                List.of("Content-Length: 5.0"),
                List.of("Content-Length: 5e0"),
                List.of("Content-Length: \u00b2"),
                List.of("Content-Length: 18446744073709551621"),
                List.of("Content-Length: 5, 6"),
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
                List.of("Transfer-Encoding: chunked,"),
                List.of("Transfer-Encoding: chunked\u0000"),
                List.of("Transfer-Encoding: 'chunked'"),
                List.of("Transfer-Encoding: chun\u212aed"),
                List.of("Transfer-Encoding: "),
                List.of("Transfer-Encoding : chunked"),
                List.of("Transfer-Encoding:\u000bchunked"))) {
            var head = new ArrayList<>(List.of("POST /v1/orders/create HTTP/1.1", HOST, TOKEN));
            head.addAll(lines);
            rows.body(
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
            rows.body(
                    "chunks: " + shown.replace("\r", "\\r").replace("\n", "\\n"),
                    "400 closed",
                    chunk + "{hidden}",
                    "POST /v1/orders/create HTTP/1.1",
                    HOST,
                    TOKEN,
                    CHUNKED);
        }
        rows.body(
                "a chunk beyond all",
                "413 400 closed",
                "fffffffffffffff\r\n" + "x".repeat(70_000),
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                CHUNKED);
        rows.body(
                "chunks with extensions and a trailer",
                "422 open",
                "2;a=b\r\n{}\r\n0\r\nA: b\r\n\r\n",
                "POST /v1/orders/create HTTP/1.1",
                HOST,
                TOKEN,
                CHUNKED);
        rows.body(
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
        rows.body(
                "a key in bytes that are no UTF-8",
                "422 open",
                "{}",
                create,
                HOST,
                TOKEN,
                json,
                "Idempotency-Key: r\u00e9f");
        rows.body("an empty key", "422 open", "{}", create, HOST, TOKEN, json, "Idempotency-Key: ");
        rows.body("two keys", "422 open", "{}", create, HOST, TOKEN, json, "Idempotency-Key: a", "Idempotency-Key: b");
        rows.body("a broken key of a stranger", "401 open", "{}", create, HOST, json, "Idempotency-Key: \u00ff");
        rows.head(
                "a reason that is no UTF-8",
                "422 open",
                "DELETE /v1/orders/cancel/{order} HTTP/1.1",
                HOST,
                TOKEN,
                "X-Cancel-Reason: \u00ff");
        rows.head(
                "an overlong reason",
                "422 open",
                "DELETE /v1/orders/cancel/{order} HTTP/1.1",
                HOST,
                TOKEN,
                "X-Cancel-Reason: \u00c0\u00ae");
        rows.head(
                "a sound reason for nothing",
                "404 open",
                "DELETE /v1/orders/cancel/0 HTTP/1.1",
                HOST,
                TOKEN,
                "X-Cancel-Reason: " + new String("chang\u00e9 d'avis".getBytes(UTF_8), ISO_8859_1));
        rows.head(
                "two tokens",
                "401 open",
                "DELETE /v1/orders/cancel/{order} HTTP/1.1",
                HOST,
                TOKEN,
                "Authorization: Bearer x");
        rows.head("the same token twice", "401 open", "DELETE /v1/orders/cancel/{order} HTTP/1.1", HOST, TOKEN, TOKEN);
        rows.body(
                "two types",
                "422 open",
                "{}",
                create,
                HOST,
                TOKEN,
                json,
                "Content-Type: application/json",
                "Content-Type: text/plain");
        rows.body(
                "a type that is no UTF-8",
                "422 open",
                "{}",
                create,
                HOST,
                TOKEN,
                json,
                "Content-Type: application/json; x=\u00ff");
        rows.body("a coding nobody reads", "415 open", "{}", create, HOST, TOKEN, json, "Content-Encoding: gzip");
        rows.body(
                "two codings",
                "415 open",
                "{}",
                create,
                HOST,
                TOKEN,
                json,
                "Content-Encoding: identity",
                "Content-Encoding: br");
        rows.body("a plain coding", "422 open", "{}", create, HOST, TOKEN, json, "Content-Encoding: identity");
        rows.body("an empty coding", "422 open", "{}", create, HOST, TOKEN, json, "Content-Encoding: ");
    }

    private void sizes() {
        rows.head("a path that is too long", "414 closed", "GET /" + "x".repeat(8_192) + " HTTP/1.1", HOST);
        rows.head(
                "a query that is too long", "414 closed", "GET /health/live?" + "x".repeat(8_192) + " HTTP/1.1", HOST);
        rows.head("a path that is far too long", "414 closed", "GET /" + "x".repeat(60_000) + " HTTP/1.1", HOST);
        rows.head("a long path", "404 closed", "GET /" + "x".repeat(8_000) + " HTTP/1.1", HOST);
        rows.head(
                "a header that is too long",
                "431 closed",
                "GET /health/live HTTP/1.1",
                HOST,
                "A: " + "x".repeat(17_000));
        rows.head(
                "a header that is far too long",
                "431 closed",
                "GET /health/live HTTP/1.1",
                HOST,
                "A: " + "x".repeat(60_000));
        rows.head(
                "headers that are too many",
                "431 closed",
                "GET /health/live HTTP/1.1",
                HOST,
                "A: b\r\n".repeat(3_000) + "A: b");
        rows.raw(
                "headers that are too many, and no end",
                "431 closed",
                "GET /health/live HTTP/1.1\r\nHost: a\r\n" + "a: 1\r\n".repeat(101));
        rows.head(
                "as many headers as may be",
                "200 open",
                "GET /health/live HTTP/1.1",
                HOST,
                "a: 1\r\n".repeat(98) + "a: 1");
        rows.head(
                "parameters that are too many",
                "400 closed",
                "GET /health/live?" + "&".repeat(100) + " HTTP/1.1",
                HOST);
        rows.head("as many parameters as may be", "200 open", "GET /health/live?" + "&".repeat(99) + " HTTP/1.1", HOST);
        rows.head("a long header", "200 closed", "GET /health/live HTTP/1.1", HOST, "A: " + "x".repeat(15_000));
        rows.head(
                "a HEAD that is refused in its head",
                "431 closed",
                "HEAD /health/live HTTP/1.1",
                HOST,
                "A: " + "x".repeat(17_000));
        rows.head("a method that is far too long", "501 closed", "X".repeat(60_000) + " / HTTP/1.1", HOST);
    }
}
