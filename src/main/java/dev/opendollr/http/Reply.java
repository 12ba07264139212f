package dev.opendollr.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;

/// Writes answers.
public final class Reply {
    static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final HeaderName IDEMPOTENT_REPLAYED = HeaderNames.create("Idempotent-Replayed");

    private Reply() {}

    /// 200 with `body` as JSON.
    public static void ok(ServerResponse response, Object body) {
        json(response, Status.OK_200, Json.bytes(body));
    }

    /// 200 with a body that was written before, to say that nothing happened this time.
    public static void repeated(ServerResponse response, byte[] body) {
        response.header(IDEMPOTENT_REPLAYED, "true");
        json(response, Status.OK_200, body);
    }

    static void detail(ServerResponse response, Status status, Object detail) {
        json(response, status, Json.bytes(Map.of("detail", detail)));
    }

    public static void json(ServerResponse response, Status status, byte[] body) {
        response.status(status).header(HeaderValues.CONTENT_TYPE_JSON).send(body);
    }

    static void retryAfter(ServerResponse response, java.time.Duration wait) {
        response.header(
                HeaderNames.RETRY_AFTER,
                Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }
}
