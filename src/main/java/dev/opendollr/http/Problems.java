package dev.opendollr.http;

import dev.opendollr.problem.Problem;
import dev.opendollr.problem.Problem.CredentialsRefused;
import dev.opendollr.problem.Problem.Forbidden;
import dev.opendollr.problem.Problem.Invalid;
import dev.opendollr.problem.Problem.NotAuthenticated;
import dev.opendollr.problem.Problem.NotFound;
import dev.opendollr.problem.Problem.TooLarge;
import dev.opendollr.problem.Problem.TooManyRequests;
import dev.opendollr.problem.Problem.Unavailable;
import dev.opendollr.problem.Violation;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// The one place where a [Problem] becomes a status and a body. No default branch: a new problem does not compile
/// until it is given both.
final class Problems {
    private Problems() {}

    static void answer(ServerResponse response, Problem problem) {
        switch (problem) {
            case NotAuthenticated() -> unauthorized(response, "Not authenticated");
            case CredentialsRefused() -> unauthorized(response, "Could not validate credentials");
            case Forbidden(var why) -> Reply.detail(response, Status.FORBIDDEN_403, why);
            case NotFound(var what) -> Reply.detail(response, Status.NOT_FOUND_404, what + " not found");
            case Invalid(var violations) ->
                Reply.detail(
                        response,
                        Status.UNPROCESSABLE_CONTENT_422,
                        violations.stream().map(ViolationJson::of).toList());
            case TooLarge(var bytesMax) ->
                Reply.detail(
                        response,
                        Status.REQUEST_ENTITY_TOO_LARGE_413,
                        "The request body is larger than " + bytesMax + " bytes");
            case TooManyRequests(var retryAfter) -> {
                Reply.retryAfter(response, retryAfter);
                Reply.detail(response, Status.TOO_MANY_REQUESTS_429, "Too many requests");
            }
            case Unavailable(var reason) -> {
                Reply.retryAfter(response, Unavailable.RETRY_AFTER);
                Reply.detail(response, Status.SERVICE_UNAVAILABLE_503, reason);
            }
        }
    }

    private static void unauthorized(ServerResponse response, String detail) {
        response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        Reply.detail(response, Status.UNAUTHORIZED_401, detail);
    }

    /// A [Violation] on the wire.
    record ViolationJson(List<Object> loc, String msg, String type) {
        static ViolationJson of(Violation violation) {
            return new ViolationJson(violation.location(), violation.message(), violation.type());
        }
    }
}
