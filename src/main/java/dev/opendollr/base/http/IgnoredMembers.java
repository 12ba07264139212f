package dev.opendollr.base.http;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// Names the ignored members of one request in its answer.
record IgnoredMembers(KnownMembers known, String method, String route, Response response) {
    private static final String HEADER = "X-Ignored-Members";

    void name(JsonNode body) {
        var ignored = known.ignored(method, route, body);
        if (!ignored.isEmpty()) {
            response.header(HEADER, onTheWire(ignored));
        }
    }

    /// Names the members of a body that the operation does not ask for. Only a caller who has shown a token
    /// gets them.
    void nameUnasked(Request request) {
        if (request.facts().isCallerKnown()) {
            BodyReader.unasked(request).ifPresent(body -> name(body.tree()));
        }
    }

    /// Encodes the text as UTF-8 with one character for each byte: the server writes each character of a header
    /// as one byte.
    private static String onTheWire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
