package dev.opendollr.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Requests by a grammar of HTTP/1.1 whose every part is now and then another than it should be.
final class HttpGrammar {
    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "POST",
            "POST",
            "PUT",
            "DELETE",
            "DELETE",
            "HEAD",
            "OPTIONS",
            "PATCH",
            "TRACE",
            "CONNECT",
            "get",
            "G ET",
            "",
            "GE\0T",
            "X".repeat(9_000),
            "DELETE\t",
            "é");
    private static final List<String> PATHS = List.of(
            "/health/live",
            "/health/live",
            "/v1/orders/list",
            "/v1/orders/cancel/1",
            "/v1/orders/create",
            "/v1/jwt/client/obtain/token",
            "/docs",
            "/openapi.json",
            "/pay/x",
            "/metrics",
            "*",
            "",
            "/",
            "http://localhost/health/live",
            "http://evil/health/live",
            "https://localhost:80/",
            "//",
            "/..",
            "/%2e%2e");
    private static final List<String> PIECES = List.of(
            "/..",
            "/.",
            "//",
            ";x=1",
            "%2f",
            "%5c",
            "\\",
            "%00",
            "%c0%ae",
            "%",
            "%zz",
            "%ff",
            "#f",
            "?",
            "?a=b&a=c",
            "?%ff",
            "/x",
            "/",
            " ",
            "\t",
            "é",
            "?" + "q".repeat(9_000),
            "/" + "p".repeat(9_000),
            "[",
            "]",
            "{",
            "|");
    private static final List<String> VERSIONS = List.of(
            "HTTP/1.1",
            "HTTP/1.1",
            "HTTP/1.1",
            "HTTP/1.1",
            "HTTP/1.0",
            "HTTP/1.2",
            "HTTP/2.0",
            "HTTP/0.9",
            "http/1.1",
            "HTTP/1.1 ",
            "HTTP/11",
            "",
            "HTTP/1.1\0",
            "SIP/2.0");
    private static final List<String> LINE_ENDS =
            List.of("\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n", "");
    private static final List<String> HEADERS = List.of(
            "Host: localhost",
            "Host: localhost",
            "Host: a, b",
            "Host:",
            "Host: u@x",
            "Content-Type: application/json",
            "Content-Type: text/plain",
            "Content-Type: é",
            "Authorization: Bearer x",
            "Authorization: \0",
            "Idempotency-Key: k",
            "Idempotency-Key:",
            "Idempotency-Key: é",
            "X-Request-Id: r",
            "X-Request-Id: 4242424242424242",
            "X-Cancel-Reason: \u0085",
            "Expect: 100-continue",
            "Expect: tea",
            "Connection: close",
            "Connection: upgrade",
            "Connection: keep-alive, close",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "Accept-Encoding: gzip, é",
            "Content-Encoding: gzip",
            "Content-Encoding: identity",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding:\tchunked ",
            "Transfer-Encoding: identity",
            "Transfer-Encoding : chunked",
            "X: " + "y".repeat(17_000),
            ": no name",
            "no colon",
            " folded",
            "A B: c",
            "X-Forwarded-For: 1.2.3.4",
            "Range: bytes=0-1",
            "Cookie: " + "c=".repeat(500),
            "If-None-Match: \"",
            "TE: trailers",
            "Trailer: X",
            "Max-Forwards: 0");
    private static final List<String> LENGTHS = List.of(
            "0",
            "1",
            "2",
            "9",
            "+9",
            "-1",
            "0x9",
            "9, 9",
            "9,8",
            "09",
            "99999999999999999999",
            "65536",
            "65537",
            "",
            "9 ",
            "NaN");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "{\"a\":1}",
            "[",
            "\uFEFF{}",
            "{\"note\":\"x\"}",
            "GET /health/live HTTP/1.1\r\nHost: smuggled\r\n\r\n",
            "\0\0\0",
            "9\r\n{\"a\":123}\r\n0\r\n\r\n",
            "ffffffffffffffff1\r\nx",
            "2\r\n{}XX0\r\n\r\n",
            "+2\r\n{}\r\n0\r\n\r\n",
            "2;x=\"\r\n{}\r\n0\r\n\r\n",
            "0\r\nX: y\r\n\r\n",
            "0".repeat(2_000) + "2\r\n{}\r\n0\r\n\r\n",
            "{".repeat(5_000));
    private static final int REQUESTS_MAX = 4;
    private static final int HEADERS_MAX = 8;

    private final RandomGenerator random;

    HttpGrammar(RandomGenerator random) {
        this.random = random;
    }

    /// What one connection sends, in pieces that are sent one after the other.
    List<byte[]> conversation() {
        List<byte[]> pieces = new ArrayList<>();
        int requests = 1 + random.nextInt(REQUESTS_MAX);
        for (int request = 0; request < requests; request++) {
            var bytes = disturbed(request().getBytes(ISO_8859_1));
            int cut = chance(10) ? random.nextInt(bytes.length + 1) : bytes.length;
            pieces.add(Arrays.copyOfRange(bytes, 0, cut));
            pieces.add(Arrays.copyOfRange(bytes, cut, bytes.length));
        }
        return pieces;
    }

    private String request() {
        var text = new StringBuilder();
        if (chance(20)) {
            text.append("\r\n");
        }
        text.append(any(METHODS)).append(chance(30) ? "  " : " ").append(any(PATHS));
        while (chance(4)) {
            text.append(any(PIECES));
        }
        text.append(' ').append(any(VERSIONS)).append(lineEnd());
        if (!chance(10)) {
            text.append("Host: localhost").append(lineEnd());
        }
        int headers = random.nextInt(HEADERS_MAX);
        for (int header = 0; header < headers; header++) {
            text.append(any(HEADERS)).append(lineEnd());
        }
        var body = any(BODIES);
        if (chance(2)) {
            text.append("Content-Length: ")
                    .append(chance(3) ? any(LENGTHS) : body.length())
                    .append(lineEnd());
        }
        return text.append(lineEnd()).append(body).toString();
    }

    /// Now and then some bytes are others, missing, or there twice.
    private byte[] disturbed(byte[] request) {
        if (!chance(3) || request.length == 0) {
            return request;
        }
        var changed = request.clone();
        int changes = 1 + random.nextInt(3);
        for (int change = 0; change < changes; change++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    private String lineEnd() {
        return chance(12) ? any(LINE_ENDS) : "\r\n";
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean chance(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }
}
