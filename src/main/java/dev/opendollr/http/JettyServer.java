package dev.opendollr.http;

import dev.opendollr.http.Server.Listening;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Jetty, set up as strictly as it can be: what speaks HTTP below [Gate].
final class JettyServer {
    /// Room for what [Guard] judges by itself, with an answer of ours.
    private static final int HEAD_BYTES_MAX = 32 * 1024;
    private static final int INPUT_BUFFER_BYTES = 8 * 1024;
    private static final int OUTPUT_BUFFER_BYTES = 32 * 1024;
    /// Of a body that nobody wanted, 64 KiB are taken when they are there already; else the connection ends.
    private static final int UNWANTED_READS_MAX = 8;
    private static final Duration DRAIN_MAX = Duration.ofSeconds(8);
    private static final Duration IDLE_WHILE_STOPPING_MAX = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int ACCEPTED_AT_ONCE_MAX = 1_024;
    private static final int CONNECTIONS_MAX = 1_024;
    private static final int CONNECTIONS_OF_ONE_ADDRESS_MAX = 256;
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;
    /// They accept and select; handlers have virtual threads.
    private static final int THREADS_MIN = 4;
    private static final int THREADS_MAX = 16;

    private final Server server;
    private final ServerConnector connector;
    private final ScheduledExecutorService watch;

    private JettyServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("connections").factory());
    }

    static JettyServer start(Listening listening, Gate gate) {
        var server = new Server(threads());
        var connector =
                new ServerConnector(server, null, null, null, ACCEPTORS, SELECTORS, new Connections(configuration()));
        connector.setHost(listening.host());
        connector.setPort(listening.port());
        connector.setIdleTimeout(listening.idleMax().toMillis());
        connector.setShutdownIdleTimeout(IDLE_WHILE_STOPPING_MAX.toMillis());
        connector.setAcceptQueueSize(ACCEPTED_AT_ONCE_MAX);
        connector.addBean(new ConnectionLimit(
                CONNECTIONS_MAX, CONNECTIONS_OF_ONE_ADDRESS_MAX, java.net.InetAddress::isLoopbackAddress));
        server.addConnector(connector);
        var graceful = new GracefulHandler(new ToGate(gate));
        graceful.setShutdownIdleTimeout(IDLE_WHILE_STOPPING_MAX.toMillis());
        server.setHandler(graceful);
        server.setErrorHandler(new ToRefusal(gate));
        server.setStopTimeout(DRAIN_MAX.toMillis());
        try {
            connector.open();
            server.start();
        } catch (IOException refused) {
            throw dev.opendollr.http.Server.notFree(listening.host(), listening.port());
        } catch (Exception failure) {
            throw new IllegalStateException("the HTTP server does not start", failure);
        }
        var started = new JettyServer(server, connector);
        var _ = started.watch.scheduleWithFixedDelay(
                started::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return started;
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
        configuration.setInputBufferSize(INPUT_BUFFER_BYTES);
        configuration.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        configuration.setMaxUnconsumedRequestContentReads(UNWANTED_READS_MAX);
        return configuration;
    }

    int port() {
        return connector.getLocalPort();
    }

    void stop() {
        watch.shutdownNow();
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the HTTP server does not stop", failure);
        }
    }

    /// Closes whatever has been at one thing for too long.
    private void look() {
        for (var endPoint : connector.getConnectedEndPoints()) {
            if (endPoint.getConnection() instanceof JettyConnection connection && connection.isLate()) {
                endPoint.close();
            }
        }
    }

    private static final class Connections extends HttpConnectionFactory {
        Connections(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(new JettyConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
        }
    }

    /// Runs for each request, on a virtual thread.
    private static final class ToGate extends Handler.Abstract {
        private final Gate gate;

        ToGate(Gate gate) {
            this.gate = gate;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            var exchange = new JettyExchange(request, response);
            try {
                gate.handle(exchange.head(), exchange.response());
                exchange.end(callback);
            } catch (RuntimeException | Error failure) {
                callback.failed(failure);
            }
            return true;
        }
    }

    /// Runs for what is no HTTP as this server reads it.
    private static final class ToRefusal extends ErrorHandler {
        private final Gate gate;

        ToRefusal(Gate gate) {
            this.gate = gate;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            var cause = request.getAttribute(ERROR_EXCEPTION);
            int code = cause instanceof HttpException broken ? broken.getCode() : response.getStatus();
            var exchange = new JettyExchange(request, response);
            try {
                gate.refuse(Status.ofRefusal(code), exchange.response());
                exchange.end(callback);
            } catch (RuntimeException failure) {
                callback.failed(failure);
            }
            return true;
        }
    }
}
