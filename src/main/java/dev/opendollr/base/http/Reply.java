package dev.opendollr.base.http;

import java.time.Duration;

/// Writes answers.
public final class Reply {
    static final String REQUEST_ID = "X-Request-Id";
    public static final String CONTENT_TYPE = "Content-Type";
    static final String CACHE_CONTROL = "Cache-Control";
    private static final String JSON = "application/json";
    private static final String IDEMPOTENT_REPLAYED = "Idempotent-Replayed";

    private Reply() {}

    /// 200 with `body` as JSON.
    public static void ok(Response response, Object body) {
        make(response, Status.OK, body);
    }

    /// 200 with the stored body of an earlier answer, marked as replayed: nothing was done this time.
    public static void repeated(Response response, byte[] body) {
        response.header(IDEMPOTENT_REPLAYED, "true");
        json(response, Status.OK, body);
    }

    /// Answers with `body` as JSON. Room is requested while the body is written.
    static void make(Response response, Status status, Object body) {
        var pieces = new Pieces(response::hold);
        Json.write(pieces, body);
        answer(response, status, pieces);
    }

    static void answer(Response response, Status status, Pieces json) {
        response.status(status).header(CONTENT_TYPE, JSON).send(json);
    }

    /// Answers with JSON that is already written.
    public static void json(Response response, Status status, byte[] body) {
        response.status(status).header(CONTENT_TYPE, JSON).send(body);
    }

    /// 303: the request was carried out, and its result is at `place`. A relative place, such as `?step=2`, also
    /// works behind a proxy that serves this server below a path of its own.
    public static void seeOther(Response response, String place) {
        response.status(Status.SEE_OTHER).header("Location", place).send(new byte[0]);
    }

    /// In whole seconds, and at least one.
    public static void retryAfter(Response response, Duration wait) {
        response.header(
                "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }
}
