package dev.opendollr.base.http;

import dev.opendollr.base.http.Server.Listening;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Jetty, with strict HTTP rules. It handles HTTP and passes each request to [Intake].
final class JettyServer {
    /// [JettyConnection] refuses a longer head before Jetty does, with a separate limit for each part.
    private static final int HEAD_BYTES_MAX = 25 * 1024;
    private static final int INPUT_BUFFER_BYTES = 8 * 1024;
    private static final int OUTPUT_BUFFER_BYTES = 32 * 1024;
    private static final Duration DRAIN_MAX = Duration.ofSeconds(8);
    private static final Duration IDLE_WHILE_STOPPING_MAX = Duration.ofSeconds(1);
    /// The longest silence within a request. [JettyConnection] limits the wait for the next request.
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int ACCEPTED_AT_ONCE_MAX = 1_024;
    /// A reserve for operators and health checks, which other connections cannot use up.
    private static final int ADMIN_CONNECTIONS_MAX = 32;
    /// These threads accept connections and watch them for input. Handlers run on virtual threads.
    private static final int THREADS_MIN = 4;
    private static final int THREADS_MAX = 16;

    private final Server server;
    private final ServerConnector open;
    private final Optional<ServerConnector> admin;
    private final ConnectionLimit limit;
    private final LongHeads longHeads;
    private final ScheduledExecutorService watch;

    private JettyServer(
            Server server,
            ServerConnector open,
            Optional<ServerConnector> admin,
            ConnectionLimit limit,
            LongHeads longHeads) {
        this.server = server;
        this.open = open;
        this.admin = admin;
        this.limit = limit;
        this.longHeads = longHeads;
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("connections").factory());
    }

    /// Answers by `toAll`, and on the port for operators by `toOperators`.
    static JettyServer start(Listening listening, Limits limits, Intake toAll, Intake toOperators) {
        var server = new Server(threads());
        Predicate<InetAddress> exempt =
                address -> address.isLoopbackAddress() || listening.proxies().contains(address);
        var limit = new ConnectionLimit(limits.connections(), limits.connectionsOfOneNetwork(), exempt);
        var longHeads = new LongHeads(exempt);
        var open = connector(server, listening, limits, limit, longHeads, listening.host(), listening.port());
        var admin = listening.adminPort().map(port -> {
            var reserve = new ConnectionLimit(ADMIN_CONNECTIONS_MAX, ADMIN_CONNECTIONS_MAX, exempt);
            return connector(
                    server,
                    listening,
                    limits,
                    reserve,
                    new LongHeads(exempt),
                    dev.opendollr.base.http.Server.ADMIN_HOST,
                    port);
        });
        Function<Request, Intake> intake =
                request -> open.equals(request.getConnectionMetaData().getConnector()) ? toAll : toOperators;
        server.setHandler(new ToIntake(intake, listening.proxies()));
        server.setErrorHandler(new ToRefusal(intake, listening.proxies()));
        server.setStopTimeout(DRAIN_MAX.toMillis());
        open(open, dev.opendollr.base.http.Server.PORT_REMEDY);
        admin.ifPresent(connector -> open(connector, dev.opendollr.base.http.Server.ADMIN_PORT_REMEDY));
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException("the HTTP server does not start", failure);
        }
        var started = new JettyServer(server, open, admin, limit, longHeads);
        var _ = started.watch.scheduleWithFixedDelay(
                started::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return started;
    }

    private static ServerConnector connector(
            Server server,
            Listening listening,
            Limits limits,
            ConnectionLimit limit,
            LongHeads longHeads,
            String host,
            int port) {
        var connector = new JettyConnector(
                server, new Connections(configuration(), limits, listening.idleMax(), limit, longHeads));
        connector.addBean(limit);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(LONGEST_SILENCE.toMillis());
        connector.setShutdownIdleTimeout(IDLE_WHILE_STOPPING_MAX.toMillis());
        connector.setAcceptQueueSize(ACCEPTED_AT_ONCE_MAX);
        server.addConnector(connector);
        return connector;
    }

    private static void open(ServerConnector connector, String remedy) {
        try {
            connector.open();
        } catch (IOException refused) {
            throw dev.opendollr.base.http.Server.notFree(connector.getHost(), connector.getPort(), remedy);
        }
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        return threads;
    }

    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEAD_BYTES_MAX);
        // Comparing a token with the last one of its connection costs more than reading it again.
        configuration.setHeaderCacheSize(0);
        // Buffers are created for each request. That is cheap on the heap only.
        configuration.setUseInputDirectByteBuffers(false);
        configuration.setUseOutputDirectByteBuffers(false);
        configuration.setInputBufferSize(INPUT_BUFFER_BYTES);
        configuration.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        configuration.setMaxUnconsumedRequestContentReads(JettyBody.UNWANTED_READS_MAX);
        return configuration;
    }

    int port() {
        return open.getLocalPort();
    }

    Optional<Integer> adminPort() {
        return admin.map(ServerConnector::getLocalPort);
    }

    void publish(Metrics metrics) {
        metrics.gauge("http.connections", "Connections of callers that are open", limit::open);
        metrics.counter("overload.refusals", Metrics.REFUSALS, limit::refused, Metrics.FULL, "connections");
        metrics.counter("overload.refusals", Metrics.REFUSALS, longHeads::refused, Metrics.FULL, "heads");
    }

    /// Accepts no more connections and waits for the open ones. Requests that still arrive on them are
    /// answered: the proxy that sent them could not know of the stop.
    void stop() {
        watch.shutdownNow();
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the HTTP server does not stop", failure);
        }
    }

    /// Closes connections that have exceeded the deadline of their current step.
    private void look() {
        look(open);
        admin.ifPresent(JettyServer::look);
    }

    private static void look(ServerConnector connector) {
        for (var endPoint : connector.getConnectedEndPoints()) {
            if (endPoint.getConnection() instanceof JettyConnection connection && connection.isLate()) {
                endPoint.close();
            }
        }
    }

    private static final class Connections extends HttpConnectionFactory {
        private final Limits limits;
        private final Duration idleMax;
        private final ConnectionLimit limit;
        private final LongHeads longHeads;

        Connections(
                HttpConfiguration configuration,
                Limits limits,
                Duration idleMax,
                ConnectionLimit limit,
                LongHeads longHeads) {
            super(configuration);
            this.limits = limits;
            this.idleMax = idleMax;
            this.limit = limit;
            this.longHeads = longHeads;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(
                    new JettyConnection(getHttpConfiguration(), limits, idleMax, limit, longHeads, connector, endPoint),
                    connector,
                    endPoint);
        }
    }

    /// Runs for each request, on a virtual thread.
    private static final class ToIntake extends Handler.Abstract {
        private final Function<Request, Intake> intake;
        private final TrustedProxies proxies;

        ToIntake(Function<Request, Intake> intake, TrustedProxies proxies) {
            this.intake = intake;
            this.proxies = proxies;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            var exchange = new JettyExchange(request, response, proxies);
            if (!exchange.begin()) {
                callback.failed(new JettyConnection.GivenAway());
                return true;
            }
            try {
                boolean known = intake.apply(request).handle(exchange.head(), exchange.response());
                exchange.end(callback, known);
            } catch (RuntimeException | Error failure) {
                callback.failed(failure);
            }
            return true;
        }
    }

    /// Runs for input that this server does not accept as HTTP.
    private static final class ToRefusal extends ErrorHandler {
        private final Function<Request, Intake> intake;
        private final TrustedProxies proxies;

        ToRefusal(Function<Request, Intake> intake, TrustedProxies proxies) {
            this.intake = intake;
            this.proxies = proxies;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            var cause = request.getAttribute(ERROR_EXCEPTION);
            if (cause instanceof JettyConnection.GivenAway gone) {
                callback.failed(gone);
                return true;
            }
            int code = cause instanceof HttpException broken ? broken.getCode() : response.getStatus();
            var exchange = new JettyExchange(request, response, proxies);
            try {
                intake.apply(request).refuse(Status.ofRefusal(code), exchange.readOfHead(), exchange.response());
                exchange.end(callback, false);
            } catch (RuntimeException failure) {
                callback.failed(failure);
            }
            return true;
        }
    }
}
