package dev.opendollr.http;

import dev.opendollr.problem.ProblemException;
import dev.opendollr.problem.StartFailure;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server: its limits, its routes, and what becomes of failures.
public final class Server {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    /// From the start of a request to the start of the next one; well above what any request of ours may take.
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);
    private static final Duration IDLE_LOOK = Duration.ofSeconds(5);
    private static final Duration DRAIN_MAX = Duration.ofSeconds(8);
    private static final int HEADERS_BYTES_MAX = 16 * 1024;
    private static final int PROLOGUE_BYTES_MAX = 8 * 1024;
    /// Helidon takes a method of other characters for an error of its own.
    private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final int CONNECTIONS_MAX = 1_024;

    private final WebServer server;

    private Server(WebServer server) {
        this.server = server;
    }

    /// Serves `features` and, for the rest of the contract, its refusals. `ready` is asked by `/health/ready`.
    public static Server start(
            String host,
            int port,
            Contract contract,
            Metrics metrics,
            BooleanSupplier ready,
            List<HttpService> features) {
        var server = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(DRAIN_MAX)
                .maxTcpConnections(CONNECTIONS_MAX)
                .idleConnectionTimeout(IDLE_MAX)
                .idleConnectionPeriod(IDLE_LOOK)
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(HEADERS_BYTES_MAX)
                        .maxPrologueLength(PROLOGUE_BYTES_MAX)
                        .build())
                .directHandlers(directHandlers())
                .routing(routing(contract, metrics, ready, features))
                .build()
                .start();
        // Helidon logs a failure to bind and returns a server that does not run.
        if (!server.isRunning()) {
            throw notFree(host, port);
        }
        return new Server(server);
    }

    private static HttpRouting.Builder routing(
            Contract contract, Metrics metrics, BooleanSupplier ready, List<HttpService> features) {
        var routing = HttpRouting.builder()
                .addFilter(new Gate(metrics))
                .error(
                        ProblemException.class,
                        (request, response, refused) -> Problems.answer(response, refused.problem()))
                .error(HttpException.class, Server::rejected)
                .error(Throwable.class, Server::failed);
        features.forEach(routing::register);
        return routing.register(new HealthRoutes(ready, metrics))
                .register(new DocsRoutes(contract))
                .register(new ContractRoutes(contract));
    }

    /// Fails when nobody could listen there, before anything else is started.
    public static void checkFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException refused) {
            throw notFree(host, port);
        }
    }

    private static StartFailure notFree(String host, int port) {
        return new StartFailure("port " + port + " on " + host
                + " is taken or not allowed here, choose another one with --port or --host");
    }

    public int port() {
        return server.port();
    }

    /// Stops accepting, lets what runs finish within [#DRAIN_MAX], then ends.
    public void stop() {
        var _ = server.stop();
    }

    private static void rejected(ServerRequest request, ServerResponse response, HttpException rejected) {
        Reply.detail(response, rejected.status(), rejected.status().reasonPhrase());
    }

    private static void failed(ServerRequest request, ServerResponse response, Throwable failure) {
        var id = RequestId.of(request).text();
        LOG.atError()
                .addKeyValue("request_id", id)
                .addKeyValue("route", request.matchingPattern().orElse("none"))
                .setCause(failure)
                .log("unexpected failure");
        var body = Map.of("detail", "Internal Server Error", "request_id", id);
        Reply.json(response, Status.INTERNAL_SERVER_ERROR_500, Json.bytes(body));
    }

    /// Answers to what is no HTTP request at all, in the form of every other error.
    private static DirectHandlers directHandlers() {
        var handlers = DirectHandlers.builder();
        for (var event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, (request, type, status, headers, message) -> {
                var answered = METHOD.matcher(request.method()).matches() ? status : Status.BAD_REQUEST_400;
                return DirectHandler.TransportResponse.builder()
                        .status(answered)
                        .headers(headers)
                        .header(HeaderValues.CONTENT_TYPE_JSON)
                        .keepAlive(type.keepAlive())
                        .entity(Json.bytes(Map.of("detail", answered.reasonPhrase())))
                        .build();
            });
        }
        return handlers.build();
    }
}
