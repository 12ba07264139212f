package dev.opendollr.problem;

import java.time.Duration;

/// Everything this service refuses to do, and the facts a caller needs to act on the refusal.
///
/// A problem knows nothing of HTTP: `http.Problems` gives each kind its status and body.
public sealed interface Problem {

    /// The request says nothing about who sends it.
    record NotAuthenticated() implements Problem {}

    /// The token, or the pair of client id and secret, is wrong, out of date or revoked.
    record CredentialsRefused() implements Problem {}

    /// The merchant may not do this; the reason says what is missing.
    record Forbidden(Reason why) implements Problem {}

    /// Nothing of that name or number is visible to this merchant.
    record NotFound(String what) implements Problem {}

    /// What was given for `argument` cannot be done with, for `reason`.
    record Refused(Argument argument, Reason reason) implements Problem {}

    /// What was asked for has been there and is not any more, for `reason`.
    record Gone(Reason reason) implements Problem {}

    /// The body is longer than `bytesMax`.
    record TooLarge(int bytesMax) implements Problem {}

    /// The body is packed in a way that is not read here.
    record PackedBody() implements Problem {}

    /// The caller has tried too often.
    record TooManyRequests(Duration retryAfter) implements Problem {}

    /// The service is overloaded or its database is away; whether it was done is unknown.
    record Unavailable(String reason) implements Problem {
        /// When to come back; the same for every reason.
        public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

        public static final String TOO_MUCH_AT_ONCE = "Too many requests at once";

        /// More is asked at this moment than can be kept waiting; nothing was done.
        public static ProblemException tooMuchAtOnce() {
            return new ProblemException(new Unavailable(TOO_MUCH_AT_ONCE));
        }

        /// The server ends, and whoever waited in it waits in vain.
        public static ProblemException stopping() {
            return new ProblemException(new Unavailable("The service is stopping"));
        }
    }
}
