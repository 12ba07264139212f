package dev.opendollr.base.http;

import dev.opendollr.base.http.Request.Content;
import dev.opendollr.base.http.Request.Head;
import dev.opendollr.base.work.CallerNetwork;
import dev.opendollr.base.work.Lane;
import dev.opendollr.base.work.OnBehalf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content.Sink;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its answer, between Jetty and [Intake].
final class JettyExchange implements Content, dev.opendollr.base.http.Response.Wire {
    private static final Logger LOG = LoggerFactory.getLogger(JettyExchange.class);
    private static final int SLICE_BYTES = 32 * 1024;
    /// All slices of an answer together may take as long as this many slices that each use their full time.
    private static final int SLOWEST_SLICES = 10;

    private final Request request;
    private final Response response;
    private final JettyConnection connection;
    private final TrustedProxies proxies;
    private final JettyBody body;
    private long answerEnd;
    private boolean ended;
    private boolean isBodyLeft;

    JettyExchange(Request request, Response response, TrustedProxies proxies) {
        this.proxies = proxies;
        this.request = request;
        this.response = response;
        this.body = new JettyBody(request);
        this.connection = (JettyConnection) request.getConnectionMetaData().getConnection();
    }

    Head head() {
        List<Headers.Field> fields = new ArrayList<>(request.getHeaders().size());
        for (var field : request.getHeaders()) {
            fields.add(new Headers.Field(field.getName(), field.getValue() == null ? "" : field.getValue()));
        }
        boolean old = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0;
        var headers = new Headers(fields);
        return new Head(
                request.getMethod(),
                connection.target(),
                old ? 0 : 1,
                headers,
                network(headers),
                Request.getLocalPort(request),
                this);
    }

    /// What was read of input that is not a valid request. A page of the refusal needs the beginning of the
    /// target and the languages of the reader, if they came before the fault.
    Head readOfHead() {
        var languages = connection.languages().stream()
                .map(sent -> new Headers.Field("Accept-Language", sent))
                .toList();
        var headers = new Headers(languages);
        return new Head(
                Metrics.OTHER_METHOD,
                connection.refusedTarget(),
                1,
                headers,
                network(headers),
                Request.getLocalPort(request),
                this);
    }

    private CallerNetwork network(Headers headers) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
                ? new CallerNetwork(proxies.caller(peer.getAddress(), headers))
                : CallerNetwork.UNKNOWN;
    }

    dev.opendollr.base.http.Response response() {
        return new dev.opendollr.base.http.Response(this);
    }

    @Override
    public boolean exists() {
        return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) || request.getLength() > 0;
    }

    @Override
    public Optional<Long> length() {
        return request.getLength() < 0 ? Optional.empty() : Optional.of(request.getLength());
    }

    @Override
    public Duration timeMax() {
        return connection.limits().body();
    }

    @Override
    public boolean read(Duration time, Consumer<ByteBuffer> taker) throws IOException {
        if (mayGiveWay()) {
            connection.stall();
        } else {
            connection.awaitBody();
        }
        try {
            return body.read(time, taker);
        } finally {
            connection.goOn();
        }
    }

    @Override
    public void send(Status status, Map<String, String> headers, List<ByteBuffer> content) throws IOException {
        long left = content.stream().mapToLong(ByteBuffer::remaining).sum();
        if (status != Status.NOT_MODIFIED) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, left);
        }
        begin(status, headers);
        answerEnd = System.nanoTime() + connection.limits().slice().toNanos() * SLOWEST_SLICES;
        // Jetty does not know the method of input that was refused because it is not a request.
        if (left == 0 || HttpMethod.HEAD.is(request.getMethod())) {
            write(true, BufferUtil.EMPTY_BUFFER);
            return;
        }
        for (var buffer : content) {
            for (int from = buffer.position(); from < buffer.limit(); from += SLICE_BYTES) {
                int count = Math.min(SLICE_BYTES, buffer.limit() - from);
                left -= count;
                write(left == 0, buffer.slice(from, count));
            }
        }
    }

    /// Whether the request may be carried out: its connection may have been closed in favour of another one.
    boolean begin() {
        return connection.begin();
    }

    /// Ends the exchange for Jetty; `known` tells whether the request came with a valid token. An incomplete
    /// answer counts as a failure.
    void end(Callback callback, boolean known) {
        if (ended) {
            connection.answered(known);
            if (isBodyLeft) {
                dropBody();
            }
            callback.succeeded();
        } else {
            callback.failed(new IOException("the answer was not ended"));
        }
    }

    /// Closes the connection after the answer if the body has not ended: the rest of the body must not be read
    /// as the next request.
    private void begin(Status status, Map<String, String> headers) {
        response.setStatus(status.code());
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        boolean old = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0;
        isBodyLeft = exists() && !body.isOver();
        if (old || isBodyLeft || connection.isLast()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }

    /// Reads the rest of the body for a while and drops it. If the server closed the connection while the
    /// caller still sends, the connection would be reset, and the answer could be lost. A caller that sent
    /// `Expect` waits for the answer before it sends the body, so there is nothing to drop.
    private void dropBody() {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return;
        }
        try {
            body.drop(timeMax());
        } catch (IOException gone) {
            LOG.debug("the sender of a body that nobody wanted has gone", gone);
        }
    }

    private void write(boolean last, ByteBuffer slice) throws IOException {
        var left = Duration.ofNanos(answerEnd - System.nanoTime());
        var slowest = connection.limits().slice();
        connection.mustEndIn(left.compareTo(slowest) < 0 ? left : slowest);
        if (mayGiveWay()) {
            connection.stall();
        }
        try {
            Sink.write(response, last, slice);
            ended = last;
        } finally {
            connection.inTime();
        }
        connection.goOn();
    }

    /// Whether the request may be given up while its caller keeps it waiting. That of a stranger changes nothing.
    /// That of a payer changes nothing before its body was read. If its answer is lost afterwards, the payer sends
    /// the same form again or reloads the page, and pays once.
    private static boolean mayGiveWay() {
        return switch (OnBehalf.current()) {
            case Lane.Stranger _, Lane.Payer _ -> true;
            case Lane.Merchant _, Lane.Program() -> false;
        };
    }
}
