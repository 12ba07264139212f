package dev.opendollr.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;

/// One connection, with a time by which what it is at must be over. Jetty frames its requests and does not read where
/// they go: two readers of one target could disagree.
final class JettyConnection extends HttpConnection {
    private static final String ANYWHERE = "/";

    private final Limits limits;
    private final Duration idleMax;
    private volatile Phase phase = Phase.WITHOUT_END;
    private volatile String target = "";

    /// What a connection is at; `end` is a value of [System#nanoTime].
    private record Phase(boolean limited, long end) {
        static final Phase WITHOUT_END = new Phase(false, 0);

        static Phase lasting(Duration time) {
            return new Phase(true, System.nanoTime() + time.toNanos());
        }
    }

    /// For `idleMax` the connection may wait for a request to begin.
    JettyConnection(
            HttpConfiguration configuration, Limits limits, Duration idleMax, Connector connector, EndPoint endPoint) {
        super(configuration, connector, endPoint);
        this.limits = limits;
        this.idleMax = idleMax;
    }

    @Override
    public void onOpen() {
        mustEndIn(idleMax);
        super.onOpen();
    }

    /// From now on the connection is closed after `time`, unless [#inTime] is said before.
    void mustEndIn(Duration time) {
        phase = Phase.lasting(time);
    }

    void inTime() {
        phase = Phase.WITHOUT_END;
    }

    Limits limits() {
        return limits;
    }

    boolean isLate() {
        var now = phase;
        return now.limited() && now.end() - System.nanoTime() < 0;
    }

    /// The target of the request that is being answered, as it was sent.
    String target() {
        return target;
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
        target = uri;
        return super.newHttpStream(method, ANYWHERE, version);
    }

    @Override
    protected HttpParser newHttpParser(HttpCompliance compliance) {
        var handler =
                (HttpParser.RequestHandler) super.newHttpParser(compliance).getHandler();
        var parser = new StrictParser(this, handler, getHttpConfiguration().getRequestHeaderSize(), compliance);
        parser.setHeaderCacheSize(getHttpConfiguration().getHeaderCacheSize());
        return parser;
    }

    /// Looks more strictly at first lines, and at the clock while a head comes.
    private static final class StrictParser extends HttpParser {
        private final JettyConnection connection;
        private final RequestLine line = new RequestLine();
        private boolean inHead;

        StrictParser(JettyConnection connection, RequestHandler handler, int headBytesMax, HttpCompliance compliance) {
            super(handler, headBytesMax, compliance);
            this.connection = connection;
        }

        /// The request that was read has been answered.
        @Override
        public void reset() {
            super.reset();
            connection.mustEndIn(connection.idleMax);
        }

        @Override
        public boolean parseNext(ByteBuffer buffer) {
            if (isStart() && !inHead && buffer.hasRemaining()) {
                line.reset();
                inHead = true;
                connection.mustEndIn(connection.limits.head());
            }
            var refusal = inHead ? line.refusal(buffer) : Optional.<Status>empty();
            if (refusal.isPresent()) {
                BufferUtil.clear(buffer);
                badMessage(new HttpException.RuntimeException(refusal.get().code()));
                return false;
            }
            boolean handle = super.parseNext(buffer);
            if (inHead && !isStart() && !inHeaderState()) {
                inHead = false;
                connection.inTime();
            }
            return handle;
        }
    }
}
