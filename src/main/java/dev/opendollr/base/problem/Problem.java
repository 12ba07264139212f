package dev.opendollr.base.problem;

import java.time.Duration;

/// Everything this service refuses to do, and the facts a caller needs to act on the refusal.
///
/// A problem knows nothing of HTTP: `base.http.Problems` gives each kind its status and body.
public sealed interface Problem {

    /// The request carries no credentials.
    record NotAuthenticated() implements Problem {}

    /// The token, or the pair of client id and secret, is wrong, out of date or revoked.
    record CredentialsRefused() implements Problem {}

    /// The merchant may not do this; the reason says what is missing.
    record Forbidden(Reason why) implements Problem {}

    /// Nothing of that name or number is visible to this merchant.
    record NotFound(String what) implements Problem {}

    /// The value of `argument` is not accepted, because of `reason`.
    record Refused(Argument argument, Reason reason) implements Problem {}

    /// The requested object existed but no longer does, because of `reason`.
    record Gone(Reason reason) implements Problem {}

    /// The body is longer than `bytesMax`.
    record TooLarge(int bytesMax) implements Problem {}

    /// The body is compressed or encoded in a way that the server does not read.
    record PackedBody() implements Problem {}

    /// The caller has tried too often.
    record TooManyRequests(Duration retryAfter) implements Problem {}

    /// The service is overloaded or its database is unavailable. Whether the request was carried out is
    /// unknown.
    record Unavailable(Reason why) implements Problem {
        /// How long the caller should wait before a retry; the same for every reason.
        public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

        /// There are more requests at this moment than may wait. Nothing was done.
        public static ProblemException tooMuchAtOnce() {
            return new ProblemException(new Unavailable(new ServiceReason.TooMuchAtOnce()));
        }

        /// The server is stopping, and the caller waited in vain.
        public static ProblemException stopping() {
            return new ProblemException(new Unavailable(new ServiceReason.Stopping()));
        }
    }
}
