package dev.opendollr.base.http;

import dev.opendollr.base.problem.Problem;
import dev.opendollr.base.problem.Problem.CredentialsRefused;
import dev.opendollr.base.problem.Problem.Forbidden;
import dev.opendollr.base.problem.Problem.Gone;
import dev.opendollr.base.problem.Problem.NotAuthenticated;
import dev.opendollr.base.problem.Problem.NotFound;
import dev.opendollr.base.problem.Problem.PackedBody;
import dev.opendollr.base.problem.Problem.Refused;
import dev.opendollr.base.problem.Problem.TooLarge;
import dev.opendollr.base.problem.Problem.TooManyRequests;
import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.Words;
import java.util.List;

/// The one place where a [Problem] becomes a status and a body. No default branch: a new problem does not compile
/// until it is given both.
final class Problems {
    private Problems() {}

    /// `places` knows where the arguments of the request were read.
    static void answer(Response response, Problem problem, Places places) {
        switch (problem) {
            case NotAuthenticated() -> unauthorized(response, "Not authenticated");
            case CredentialsRefused() -> unauthorized(response, "Could not validate credentials");
            case Forbidden(var why) -> Reply.detail(response, Status.FORBIDDEN, Words.of(why));
            case NotFound(var what) -> Reply.detail(response, Status.NOT_FOUND, what + " not found");
            case Refused refused -> answer(response, List.of(places.violation(refused)));
            case Gone(var why) -> Reply.detail(response, Status.GONE, Words.of(why));
            case TooLarge(var bytesMax) ->
                Reply.detail(
                        response, Status.CONTENT_TOO_LARGE, "The request body is larger than " + bytesMax + " bytes");
            case PackedBody() -> {
                response.header("Accept-Encoding", "identity");
                Reply.detail(
                        response,
                        Status.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Encoding: the body is read without any coding only");
            }
            case TooManyRequests(var retryAfter) -> {
                Reply.retryAfter(response, retryAfter);
                Reply.detail(response, Status.TOO_MANY_REQUESTS, "Too many requests");
            }
            case Unavailable(var why) -> {
                Reply.retryAfter(response, Unavailable.RETRY_AFTER);
                Reply.detail(response, Status.SERVICE_UNAVAILABLE, Words.of(why));
            }
        }
    }

    static void answer(Response response, List<Violation> violations) {
        Reply.detail(
                response,
                Status.UNPROCESSABLE_CONTENT,
                violations.stream().map(ViolationJson::of).toList());
    }

    private static void unauthorized(Response response, String detail) {
        response.header("WWW-Authenticate", "Bearer");
        Reply.detail(response, Status.UNAUTHORIZED, detail);
    }

    /// A [Violation] on the wire.
    record ViolationJson(List<Object> loc, String msg, String type) {
        static ViolationJson of(Violation violation) {
            return new ViolationJson(violation.location(), violation.message(), violation.type());
        }
    }
}
