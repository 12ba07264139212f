package dev.opendollr.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The rows of [EdgeApiTest]: what is sent, which statuses are right, and whether the connection may go on.
final class EdgeRows {
    /// The connection ends without an answer.
    static final int NO_ANSWER = 0;

    static final String HOST = "Host: a";
    static final String LENGTH = "Content-Length: {length}";
    static final String CHUNKED = "Transfer-Encoding: chunked";
    static final String TOKEN = "Authorization: {token}";
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

        /// Whether its target is below the path of a page, where errors are pages.
        boolean isOfPage() {
            return request.matches("(?s)[A-Z]+ /pay/.*");
        }

        boolean isHead() {
            return request.startsWith("HEAD ");
        }

        String request(String token, long order, int port) {
            var hidden = HIDDEN.replace("{token}", token).replace("{order}", Long.toString(order));
            return request.replace("{hidden}", hidden)
                    .replace("{length}", Integer.toString(hidden.length()))
                    .replace("{hex}", Integer.toHexString(hidden.length()))
                    .replace("{token}", token)
                    .replace("{order}", Long.toString(order))
                    .replace("{port}", Integer.toString(port));
        }
    }

    static List<Row> all() {
        var rows = new EdgeRows();
        new FirstLineRows(rows).add();
        new MessageRows(rows).add();
        return List.copyOf(rows.rows);
    }

    void raw(String name, String wanted, String request) {
        rows.add(new Row(name, wanted, request));
    }

    /// A request with these lines, an empty one after them, and nothing more.
    void head(String name, String wanted, String... lines) {
        rows.add(new Row(name, wanted, String.join("\r\n", lines) + "\r\n\r\n"));
    }

    /// The same with `body` after the empty line.
    void body(String name, String wanted, String body, String... lines) {
        rows.add(new Row(name, wanted, String.join("\r\n", lines) + "\r\n\r\n" + body));
    }
}
