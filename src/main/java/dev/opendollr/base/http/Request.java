package dev.opendollr.base.http;

import dev.opendollr.base.work.CallerNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One request as handlers see it, independent of the HTTP server library.
public final class Request {
    private final Head head;
    private final RequestId id;
    private final Target target;
    private final Router.Match match;
    private final AccessFacts facts;
    private final Places places;
    private final IgnoredMembers ignored;
    private final Runnable endOfCount;

    /// The head of a request as it was sent. `target` and header values have one character for each byte.
    /// `minor` is the second number of HTTP/1.1, `localPort` the port that received the request.
    record Head(
            String method,
            String target,
            int minor,
            Headers headers,
            CallerNetwork network,
            int localPort,
            Content content) {}

    /// The body while it arrives.
    interface Content {
        /// Whether a body was announced. A chunked body may still be empty.
        boolean exists();

        /// The announced number of bytes, if any.
        Optional<Long> length();

        /// How long the bytes may take to arrive.
        Duration timeMax();

        /// Lends its bytes to `taker` as they arrive; false if the last one does not arrive within `time`.
        boolean read(Duration time, Consumer<ByteBuffer> taker) throws IOException;
    }

    Request(
            Head head,
            RequestId id,
            Target target,
            Router.Match match,
            AccessFacts facts,
            Places places,
            IgnoredMembers ignored,
            Runnable endOfCount) {
        this.head = head;
        this.id = id;
        this.target = target;
        this.match = match;
        this.facts = facts;
        this.places = places;
        this.ignored = ignored;
        this.endOfCount = endOfCount;
    }

    /// From now on the request only waits for an event, and no longer counts among the requests of its network
    /// that are under way. A handler that calls this must limit how many of its requests wait.
    public void onlyWaits() {
        endOfCount.run();
    }

    /// From now on the request no longer counts among those of its network. It counts in the lane of the payers
    /// of a merchant instead, which limits how many are served at once.
    void countsAsPayer() {
        endOfCount.run();
    }

    public String method() {
        return head.method();
    }

    /// The path as it was sent, which is its only valid form, without a slash at the end.
    public String path() {
        return target.path();
    }

    /// The decoded text in the path for `{name}` of the template.
    public String pathParameter(String name) {
        var value = parameters().get(name);
        if (value == null) {
            throw new IllegalArgumentException("no {" + name + "} in " + match.template());
        }
        return value;
    }

    private Map<String, String> parameters() {
        return match.parameters();
    }

    /// As it was sent, without the question mark.
    public String rawQuery() {
        return target.rawQuery();
    }

    public Query query() {
        return target.query();
    }

    public Headers headers() {
        return head.headers();
    }

    /// The network of the caller: that of the connection, or the one that a trusted proxy names.
    public CallerNetwork network() {
        return head.network();
    }

    public boolean hasBody() {
        return head.content().exists();
    }

    /// The announced length of the body; empty for a chunked body.
    public Optional<Long> bodyLength() {
        return head.content().length();
    }

    /// How long a body that the operation reads may take to arrive.
    Duration bodyTimeMax() {
        return head.content().timeMax();
    }

    /// Lends the body to `taker` as it arrives; false if its end does not arrive within `time`. The rest of the
    /// body is dropped after the answer.
    boolean readBody(Duration time, Consumer<ByteBuffer> taker) throws IOException {
        return head.content().read(time, taker);
    }

    /// The template that the path matched.
    public String route() {
        return match.template();
    }

    /// Reports the members of the body that the contract does not know.
    IgnoredMembers ignored() {
        return ignored;
    }

    /// The id under which the request is logged. The caller has it from the header `X-Request-Id`.
    public RequestId id() {
        return id;
    }

    AccessFacts facts() {
        return facts;
    }

    /// Where its arguments were read.
    Places places() {
        return places;
    }
}
