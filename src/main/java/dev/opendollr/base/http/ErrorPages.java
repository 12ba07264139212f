package dev.opendollr.base.http;

import java.time.Duration;
import java.util.Optional;

/// Pages for browsers whose request fails at an address of a page. Everybody else gets JSON.
public interface ErrorPages {
    /// For a server that has no pages.
    ErrorPages NONE = new ErrorPages() {
        @Override
        public boolean isPage(String target) {
            return false;
        }

        @Override
        public void answer(Failed failed, Response response) {
            throw new IllegalStateException("there is no page for " + failed.status());
        }
    };

    /// What a page says about a request that failed.
    ///
    /// @param retryAfter how long to wait before the same request may succeed, if a wait helps
    /// @param headers of the request. If the request is refused before its end was read, they are those that
    /// were read.
    /// @param query of the request; without parameters if it cannot be read
    record Failed(Status status, Optional<Duration> retryAfter, Headers headers, Query query, RequestId id) {}

    /// Whether a page belongs to the target of a request. The target is as it was sent, and may be any text. If
    /// it is very long, it is only the beginning of what was sent.
    boolean isPage(String target);

    /// Sends the page with the status of the failure. Headers that the failure needs are set already, also
    /// `Retry-After`. If nothing was sent, the answer is JSON.
    void answer(Failed failed, Response response);
}
