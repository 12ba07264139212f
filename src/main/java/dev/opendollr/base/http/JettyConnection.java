package dev.opendollr.base.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
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

/// One connection, with a deadline for its current step. Jetty finds where each request begins and ends, but
/// does not parse its target: two parsers of one target could disagree.
final class JettyConnection extends HttpConnection implements ConnectionLimit.Occupant {
    private static final String ANYWHERE = "/";
    /// Fields of one head and its trailer together: each takes about 160 bytes of memory, however short it is.
    private static final int FIELDS_MAX = 100;
    /// Bytes of all fields of one head and its trailer, including line ends.
    private static final int FIELDS_BYTES_MAX = 16 * 1024;
    private static final int AROUND_FIELD_BYTES = ": \r\n".length();
    /// Bytes of a trailer that does not end with the read in which it began.
    private static final int TRAILER_BYTES_MAX = 1024;
    /// A longer head needs a place of [LongHeads], and its request is the last on the connection: Jetty keeps
    /// the memory of the head as long as the connection lives.
    private static final int LONG_HEAD_BYTES = 4 * 1024;

    private final Limits limits;
    private final Duration idleMax;
    private final ConnectionLimit limit;
    private final LongHeads longHeads;
    private final LongHeads.Sender sender;
    private final AtomicBoolean hasLongHead = new AtomicBoolean();
    private final Idleness idleness = new Idleness(System::nanoTime);
    private final Lock reading = new ReentrantLock();
    private volatile Phase phase = Phase.WITHOUT_END;
    private volatile String target = "";
    /// The beginning of the target of a first line that was refused.
    private volatile String refusedTarget = "";
    /// The header `Accept-Language` of the head that is being read.
    private volatile List<String> languages = List.of();
    /// The answer to input that is not a request is being written. Meanwhile nothing is read.
    private volatile boolean refusing;

    /// The connection was closed in favour of another one. Not worth a line in the log: it happens under a flood.
    static final class GivenAway extends IOException implements QuietException {
        private static final long serialVersionUID = 1L;

        GivenAway() {
            super("the connection was closed in favour of another one");
        }
    }

    /// The current step of a connection: whether it has a deadline, and which; `end` is a value of
    /// [System#nanoTime].
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
            // If the connection was closed meanwhile, `onClose` found no place to give back.
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

    /// One thread at a time. Jetty answers input that is not HTTP on another thread, which then continues to
    /// read while this thread has not left. One of them would give back the buffer that the other fills, and
    /// another caller would get its bytes.
    @Override
    public void onFillable() {
        reading.lock();
        try {
            super.onFillable();
        } finally {
            reading.unlock();
        }
    }

    /// Jetty continues here after it has answered input that is not a request.
    @Override
    public void run() {
        refusing = false;
        super.run();
    }

    /// Does not read while a refusal is being written: bytes that still arrive would close the connection
    /// before the refusal is sent.
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

    /// From now on the connection is closed after `time`, unless [#inTime] is called before.
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

    /// The current request comes from a stranger or a payer, and the server waits for its caller.
    void stall() {
        idleness.stall();
    }

    /// The request of a caller who has shown a token waits for its body.
    void awaitBody() {
        idleness.awaitBody();
    }

    /// The wait is over. Fails if the connection was closed in favour of another one.
    void goOn() throws IOException {
        if (!idleness.goOn()) {
            throw new GivenAway();
        }
    }

    /// The request was answered; `known` tells whether it came with a valid token.
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

    /// The beginning of the target of input that was refused; a text that is no target if none was read.
    String refusedTarget() {
        return refusedTarget.isEmpty() ? target : refusedTarget;
    }

    /// The languages that the sender of refused input reads, if they were read before the fault.
    List<String> languages() {
        return languages;
    }

    private void beginHead() {
        refusedTarget = "";
        languages = List.of();
        mustEndIn(limits.head());
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
            if (field.getHeader() == HttpHeader.ACCEPT_LANGUAGE && field.getValue() != null) {
                languages = List.of(field.getValue());
            }
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
            // No code reads trailers, so they are not kept.
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

    /// Checks first lines more strictly than Jetty, and limits the time in which a head may arrive.
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
                connection.beginHead();
            }
            var refusal = inHead ? line.refusal(buffer) : Optional.<Status>empty();
            if (refusal.isPresent()) {
                connection.refusedTarget = line.targetStart();
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
            // The parser reports a field only when the next one begins. The bytes of the field count before
            // that.
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

        /// No request follows the answer on this connection. The caller has the time of one slice to close it.
        @Override
        public void close() {
            super.close();
            connection.mustEndIn(connection.limits.slice());
        }
    }
}
