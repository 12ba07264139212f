package dev.opendollr.http;

import dev.opendollr.text.CardNumbers;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id under which a request is logged and kept: the caller's own when it is short, plain and no card number, else a
/// new one.
record RequestId(String text) {
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /// Chooses the id of `request` and keeps it with the request.
    static RequestId assign(RoutingRequest request) {
        var id = request.headers()
                .first(Reply.REQUEST_ID)
                .filter(text -> SANE.matcher(text).matches() && !CardNumbers.isIn(text))
                .map(RequestId::new)
                .orElseGet(() -> new RequestId(UUID.randomUUID().toString()));
        request.context().register(id);
        return id;
    }

    static RequestId of(ServerRequest request) {
        Optional<RequestId> assigned = request.context().get(RequestId.class);
        return assigned.orElseThrow();
    }
}
