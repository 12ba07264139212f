package dev.opendollr.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// One connection, with a time by which what it is at must be over. Jetty frames its requests and does not read where
/// they go: two readers of one target could disagree.
final class JettyConnection extends HttpConnection implements ConnectionLimit.Occupant {
    private static final String ANYWHERE = "/";
    /// Fields of one head and its trailer together: each takes about 160 bytes of memory, however short it is.
    private static final int FIELDS_MAX = 100;
    /// Of all fields of one head and its trailer, line ends included.
    private static final int FIELDS_BYTES_MAX = 16 * 1024;
    private static final int AROUND_FIELD_BYTES = ": \r\n".length();
    /// Of a trailer that is not over with the read in which it began.
    private static final int TRAILER_BYTES_MAX = 1024;
    /// A longer head needs one of the places for those, and is the last of its connection: Jetty keeps the memory that
    /// it took as long as the connection lives.
    private static final int LONG_HEAD_BYTES = 4 * 1024;

    private final Limits limits;
    private final Duration idleMax;
    private final ConnectionLimit limit;
    private final LongHeads longHeads;
    private final LongHeads.Sender sender;
    private final AtomicBoolean hasLongHead = new AtomicBoolean();
    private final Idleness idleness = new Idleness();
    private final Lock reading = new ReentrantLock();
    private volatile Phase phase = Phase.WITHOUT_END;
    private volatile String target = "";
    /// An answer to bytes that were no request is being written: nothing is read meanwhile.
    private volatile boolean refusing;

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
            LongHeads longHeads,
            Connector connector,
            EndPoint endPoint) {
        super(configuration, connector, endPoint);
        this.limits = limits;
        this.idleMax = idleMax;
        this.limit = limit;
        this.longHeads = longHeads;
        this.sender = longHeads.sender(endPoint.getRemoteSocketAddress());
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

    @Override
    public void onClose(Throwable cause) {
        endLongHead();
        super.onClose(cause);
    }

    private boolean takeLongHeadPlace() {
        if (!hasLongHead.get() && longHeads.enter(sender)) {
            hasLongHead.set(true);
            // Whoever closed it meanwhile has found no place to give back.
            if (!getEndPoint().isOpen()) {
                endLongHead();
            }
        }
        return hasLongHead.get();
    }

    private void endLongHead() {
        if (hasLongHead.compareAndSet(true, false)) {
            longHeads.leave(sender);
        }
    }

    /// One thread at a time. Jetty answers what is no HTTP on another thread, which then reads on while this one has
    /// not left: one would give back the buffer that the other fills, and a third caller would get its bytes.
    @Override
    public void onFillable() {
        reading.lock();
        try {
            super.onFillable();
        } finally {
            reading.unlock();
        }
    }

    /// Jetty goes on here when it has answered what was no request.
    @Override
    public void run() {
        refusing = false;
        super.run();
    }

    /// What still comes while a refusal is being written would end the connection under it.
    @Override
    public void fillInterested(Callback callback) {
        if (!refusing) {
            super.fillInterested(callback);
        }
    }

    /// Whether no request may follow the one that is being answered.
    boolean isLast() {
        return hasLongHead.get();
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

    /// Refuses a head of too many or too long fields while it comes.
    private final class FewFields extends HttpConnection.RequestHandler {
        private int fields;
        private int bytes;
        private int lineBytes;
        private boolean old;

        @Override
        public void startRequest(String method, String uri, HttpVersion version) {
            fields = 0;
            bytes = 0;
            lineBytes = method.length() + uri.length();
            old = version == HttpVersion.HTTP_1_0;
            super.startRequest(method, uri, version);
        }

        @Override
        public void parsedHeader(HttpField field) {
            count(field);
            boolean meansNothing = old && field.getHeader() == HttpHeader.EXPECT;
            if (!meansNothing) {
                super.parsedHeader(field);
            }
        }

        @Override
        public boolean headerComplete() {
            if (lineBytes + bytes > LONG_HEAD_BYTES && !takeLongHeadPlace()) {
                throw new HttpException.RuntimeException(Status.SERVICE_UNAVAILABLE.code());
            }
            return super.headerComplete();
        }

        @Override
        public void badMessage(HttpException failure) {
            refusing = true;
            super.badMessage(failure);
        }

        @Override
        public void parsedTrailer(HttpField field) {
            count(field);
            // Nobody here reads it, so it is not kept.
        }

        private void count(HttpField field) {
            fields++;
            int value = field.getValue() == null ? 0 : field.getValue().length();
            bytes += field.getName().length() + value + AROUND_FIELD_BYTES;
            if (fields > FIELDS_MAX || bytes > FIELDS_BYTES_MAX) {
                throw new HttpException.RuntimeException(Status.HEADERS_TOO_LARGE.code());
            }
        }
    }

    /// Looks more strictly at first lines, and at the clock while a head comes.
    private static final class StrictParser extends HttpParser {
        private final JettyConnection connection;
        private final RequestLine line = new RequestLine();
        private boolean inHead;
        private int headBytes;
        private int trailerBytes;

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
                headBytes = 0;
                connection.mustEndIn(connection.limits.head());
            }
            var refusal = inHead ? line.refusal(buffer) : Optional.<Status>empty();
            if (refusal.isPresent()) {
                return refused(refusal.get(), buffer);
            }
            boolean inTrailer = isState(State.TRAILER);
            int before = buffer.remaining();
            boolean handle = super.parseNext(buffer);
            int consumed = before - buffer.remaining();
            headBytes += consumed;
            trailerBytes = inTrailer ? trailerBytes + consumed : 0;
            if (isState(State.TRAILER) && trailerBytes > TRAILER_BYTES_MAX) {
                return refused(Status.HEADERS_TOO_LARGE, buffer);
            }
            if (inHead && !isStart() && !inHeaderState()) {
                inHead = false;
                connection.inTime();
            }
            // A field is known to be over when the next one begins: its bytes count before.
            if (inHead && headBytes - line.length() > FIELDS_BYTES_MAX) {
                return refused(Status.HEADERS_TOO_LARGE, buffer);
            }
            if (inHead && headBytes > LONG_HEAD_BYTES && !connection.takeLongHeadPlace()) {
                return refused(Status.SERVICE_UNAVAILABLE, buffer);
            }
            return handle;
        }

        private boolean refused(Status status, ByteBuffer buffer) {
            BufferUtil.clear(buffer);
            badMessage(new HttpException.RuntimeException(status.code()));
            return false;
        }

        /// Nothing follows the answer on this connection: the caller has one slice of time to end it.
        @Override
        public void close() {
            super.close();
            connection.mustEndIn(connection.limits.slice());
        }
    }
}
