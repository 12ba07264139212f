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
    static void answer(ErrorAnswer answer, Problem problem, Places places) {
        switch (problem) {
            case NotAuthenticated() -> unauthorized(answer, "Not authenticated");
            case CredentialsRefused() -> unauthorized(answer, "Could not validate credentials");
            case Forbidden(var why) -> answer.detail(Status.FORBIDDEN, Words.of(why));
            case NotFound(var what) -> answer.detail(Status.NOT_FOUND, what + " not found");
            case Refused refused -> answer(answer, List.of(places.violation(refused)));
            case Gone(var why) -> answer.detail(Status.GONE, Words.of(why));
            case TooLarge(var bytesMax) ->
                answer.detail(Status.CONTENT_TOO_LARGE, "The request body is larger than " + bytesMax + " bytes");
            case PackedBody() -> {
                answer.header("Accept-Encoding", "identity");
                answer.detail(
                        Status.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding: the body is read without any coding only");
            }
            case TooManyRequests(var retryAfter) -> {
                answer.retryAfter(retryAfter);
                answer.detail(Status.TOO_MANY_REQUESTS, "Too many requests");
            }
            case Unavailable(var why) -> {
                answer.retryAfter(Unavailable.RETRY_AFTER);
                answer.detail(Status.SERVICE_UNAVAILABLE, Words.of(why));
            }
        }
    }

    static void answer(ErrorAnswer answer, List<Violation> violations) {
        answer.detail(
                Status.UNPROCESSABLE_CONTENT,
                violations.stream().map(ViolationJson::of).toList());
    }

    private static void unauthorized(ErrorAnswer answer, String detail) {
        answer.header("WWW-Authenticate", "Bearer");
        answer.detail(Status.UNAUTHORIZED, detail);
    }

    /// A [Violation] on the wire.
    record ViolationJson(List<Object> loc, String msg, String type) {
        static ViolationJson of(Violation violation) {
            return new ViolationJson(violation.location(), violation.message(), violation.type());
        }
    }
}
