package dev.opendollr.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.opendollr.base.http.Reply;
import dev.opendollr.base.http.Response;
import dev.opendollr.base.http.Status;
import dev.opendollr.base.problem.Problem.Unavailable;
import java.util.List;

/// A plain page for a payer: a heading and lines below it, as text. HTML in them is shown and not interpreted.
record PayerPage(Status status, String heading, List<String> lines) {
    /// The page loads nothing and runs nothing, and no site may frame it.
    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    PayerPage {
        lines = List.copyOf(lines);
    }

    /// The address of the page is the payer's secret. No cache stores the page, and no other site learns the
    /// address.
    void send(Response response) {
        if (status == Status.SERVICE_UNAVAILABLE) {
            Reply.retryAfter(response, Unavailable.RETRY_AFTER);
        }
        response.status(status)
                .header(Reply.CONTENT_TYPE, "text/html; charset=utf-8")
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .send(html().getBytes(UTF_8));
    }

    private String html() {
        var title = escaped(heading);
        var paragraphs =
                lines.stream().map(line -> "<p>" + escaped(line) + "</p>").collect(joining("\n"));
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>%s</title>
            </head>
            <body>
            <h1>%s</h1>
            %s
            </body>
            </html>
            """.formatted(title, title, paragraphs);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;");
    }
}
