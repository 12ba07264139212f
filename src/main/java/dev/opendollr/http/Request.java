package dev.opendollr.http;

import dev.opendollr.work.CallerNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One request as handlers see it; no server is known here.
public final class Request {
    private final Head head;
    private final RequestId id;
    private final Target target;
    private final Router.Match match;
    private final AccessFacts facts;
    private final Places places;
    private final IgnoredMembers ignored;
    private final Runnable endOfCount;

    /// What stands before the body, as it came: `target` and values of headers with one character for each byte.
    /// `minor` is the second number of HTTP/1.1, `localPort` the port at which it came.
    record Head(
            String method,
            String target,
            int minor,
            Headers headers,
            CallerNetwork network,
            int localPort,
            Content content) {}

    /// The body on its way.
    interface Content {
        /// Whether there is one, be it empty.
        boolean exists();

        /// The number of its bytes, when that was said.
        Optional<Long> length();

        /// How long they may take to come.
        Duration timeMax();

        /// Lends its bytes to `taker` as they come; false when the last has not come in `time`.
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

    /// From now on the request waits for something to happen: it counts no more among those of its network that are
    /// under way. Whoever says so limits how many wait.
    public void onlyWaits() {
        endOfCount.run();
    }

    public String method() {
        return head.method();
    }

    /// As it was sent, which is the only way to write it; without a slash at its end.
    public String path() {
        return target.path();
    }

    /// What stands in the path for `{name}` of the template, decoded.
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

    /// From where it comes: from the other end of the connection, or from where a trusted proxy says.
    public CallerNetwork network() {
        return head.network();
    }

    public boolean hasBody() {
        return head.content().exists();
    }

    /// How long the body is said to be; empty when it ends with its last chunk.
    public Optional<Long> bodyLength() {
        return head.content().length();
    }

    /// How long a body that is wanted may take to come.
    Duration bodyTimeMax() {
        return head.content().timeMax();
    }

    /// Lends the body to `taker` as it comes; false when it has not come in `time`. What is left over is dropped
    /// after the answer.
    boolean readBody(Duration time, Consumer<ByteBuffer> taker) throws IOException {
        return head.content().read(time, taker);
    }

    /// The template that led here.
    public String route() {
        return match.template();
    }

    /// Where members of the body are reported that the contract does not know.
    IgnoredMembers ignored() {
        return ignored;
    }

    RequestId id() {
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
