package dev.opendollr.base.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.base.http.Request.Head;
import dev.opendollr.base.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answer to one request in case that it fails: a page at the address of a page, JSON anywhere else.
final class ErrorAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswer.class);
    private static final String AFTER_SCHEME = "://";

    private final ErrorPages pages;
    private final Head head;
    private final RequestId id;
    private final Response response;
    private Optional<Duration> retryAfter = Optional.empty();

    /// `head` may be incomplete: of input that is not a request, only a part was read.
    ErrorAnswer(ErrorPages pages, Head head, RequestId id, Response response) {
        this.pages = pages;
        this.head = head;
        this.id = id;
        this.response = response;
    }

    @CanIgnoreReturnValue
    ErrorAnswer header(String name, String value) {
        response.header(name, value);
        return this;
    }

    @CanIgnoreReturnValue
    ErrorAnswer retryAfter(Duration wait) {
        Reply.retryAfter(response, wait);
        retryAfter = Optional.of(wait);
        return this;
    }

    void detail(Status status, Object detail) {
        send(status, Map.of("detail", detail));
    }

    /// `body` is for callers that get JSON.
    void send(Status status, Object body) {
        response.forgetContent();
        if (!pages.isPage(withoutHost(head.target())) || !isSentAsPage(status)) {
            Reply.make(response, status, body);
        }
    }

    /// Of `http://host/path` the part from the path on.
    private static String withoutHost(String target) {
        int scheme = target.indexOf(AFTER_SCHEME);
        if (scheme < 0 || target.startsWith("/")) {
            return target;
        }
        int path = target.indexOf('/', scheme + AFTER_SCHEME.length());
        return path < 0 ? "" : target.substring(path);
    }

    /// False if the page failed before its first byte was sent, also for lack of room.
    private boolean isSentAsPage(Status status) {
        try {
            pages.answer(
                    new ErrorPages.Failed(status, retryAfter, head.headers(), Query.of(head.target()), id), response);
            return true;
        } catch (RuntimeException | Error failure) {
            if (response.hasBegun()) {
                throw failure;
            }
            if (!(failure instanceof ProblemException)) {
                LOG.atError()
                        .addKeyValue("request_id", id.text())
                        .setCause(failure)
                        .log("the page for status {} failed", status.code());
            }
            response.forgetContent();
            return false;
        }
    }
}
