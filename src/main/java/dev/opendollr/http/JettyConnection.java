package dev.opendollr.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;

/// One connection, with a time by which what it is at must be over. Jetty frames its requests and does not read where
/// they go: two readers of one target could disagree.
final class JettyConnection extends HttpConnection implements ConnectionLimit.Occupant {
    private static final String ANYWHERE = "/";
    /// Fields of one head and its trailer together: each takes about 160 bytes of memory, however short it is.
    private static final int FIELDS_MAX = 100;

    private final Limits limits;
    private final Duration idleMax;
    private final ConnectionLimit limit;
    private final Idleness idleness = new Idleness();
    private volatile Phase phase = Phase.WITHOUT_END;
    private volatile String target = "";

    /// The connection was closed in favour of another one. Not worth a line in the log: it happens under a flood.
    static final class GivenAway extends IOException implements QuietException {
        private static final long serialVersionUID = 1L;

        GivenAway() {
            super("the connection was closed in favour of another one");
        }
    }

    /// What a connection is at; `end` is a value of [System#nanoTime].
    private record Phase(boolean limited, long end) {
        static final Phase WITHOUT_END = new Phase(false, 0);

        static Phase lasting(Duration time) {
            return new Phase(true, System.nanoTime() + time.toNanos());
        }
    }

    /// For `idleMax` the connection may wait for a request to begin.
    JettyConnection(
            HttpConfiguration configuration,
            Limits limits,
            Duration idleMax,
            ConnectionLimit limit,
            Connector connector,
            EndPoint endPoint) {
        super(configuration, connector, endPoint);
        this.limits = limits;
        this.idleMax = idleMax;
        this.limit = limit;
    }

    @Override
    public void onOpen() {
        mustEndIn(limits.first().compareTo(idleMax) < 0 ? limits.first() : idleMax);
        boolean isStillThere = limit.occupy((SelectableChannel) getEndPoint().getTransport(), this);
        if (!isStillThere) {
            idleness.refuse();
        }
        super.onOpen();
    }

    /// From now on the connection is closed after `time`, unless [#inTime] is said before.
    void mustEndIn(Duration time) {
        phase = Phase.lasting(time);
    }

    void inTime() {
        phase = Phase.WITHOUT_END;
    }

    /// Whether the request that has come may be carried out.
    boolean begin() {
        return idleness.begin();
    }

    /// The request that is answered waits for its caller, a stranger.
    void stall() {
        idleness.stall();
    }

    /// The request of a caller who has shown a token waits for its body.
    void awaitBody() {
        idleness.awaitBody();
    }

    /// It waits no longer; fails when the connection was closed in favour of another one.
    void goOn() throws IOException {
        if (!idleness.goOn()) {
            throw new GivenAway();
        }
    }

    /// The request was answered; `known` says whether it came with a token that is right.
    void answered(boolean known) {
        idleness.end(known);
    }

    @Override
    public Optional<Duration> spare(Idleness.Whose whose) {
        return idleness.spare(whose);
    }

    @Override
    public boolean giveWay(Idleness.Whose whose) {
        if (!idleness.giveWay(whose)) {
            return false;
        }
        getEndPoint().close();
        return true;
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
    protected HttpConnection.RequestHandler newRequestHandler() {
        return new FewFields();
    }

    @Override
    protected HttpParser newHttpParser(HttpCompliance compliance) {
        var handler =
                (HttpParser.RequestHandler) super.newHttpParser(compliance).getHandler();
        var parser = new StrictParser(this, handler, getHttpConfiguration().getRequestHeaderSize(), compliance);
        parser.setHeaderCacheSize(getHttpConfiguration().getHeaderCacheSize());
        return parser;
    }

    /// Refuses a head of too many fields while it comes.
    private final class FewFields extends HttpConnection.RequestHandler {
        private int fields;

        @Override
        public void startRequest(String method, String uri, HttpVersion version) {
            fields = 0;
            super.startRequest(method, uri, version);
        }

        @Override
        public void parsedHeader(HttpField field) {
            count();
            super.parsedHeader(field);
        }

        @Override
        public void parsedTrailer(HttpField field) {
            count();
            super.parsedTrailer(field);
        }

        private void count() {
            fields++;
            if (fields > FIELDS_MAX) {
                throw new HttpException.RuntimeException(Status.HEADERS_TOO_LARGE.code());
            }
        }
    }

    /// Looks more strictly at first lines, and at the clock while a head comes.
    private static final class StrictParser extends HttpParser {
        private final JettyConnection connection;
        private final RequestLine line = new RequestLine();
        private boolean inHead;

        StrictParser(
                JettyConnection connection,
                HttpParser.RequestHandler handler,
                int headBytesMax,
                HttpCompliance compliance) {
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
