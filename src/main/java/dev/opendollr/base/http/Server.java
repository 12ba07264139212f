package dev.opendollr.base.http;

import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.base.work.ByteBudget;
import dev.opendollr.base.work.Computing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// The HTTP server: where it listens, and who answers.
public final class Server {
    public static final String ADMIN_HOST = "127.0.0.1";
    static final String PORT_REMEDY = "choose another one with --port or --host";
    static final String ADMIN_PORT_REMEDY = "choose another one with --admin-port, or off";
    /// Bytes of bodies and answers under way, and of the data that they are built from. The smallest heap has
    /// room for them besides the program, its connections and the rows that the database sends.
    private static final long BYTES_IN_FLIGHT_MAX = 48 * 1024 * 1024;
    /// The same for the few connections of operators, so that the answers of other callers do not cause a
    /// refusal there.
    private static final long ADMIN_BYTES_IN_FLIGHT_MAX = 16 * 1024 * 1024;

    private final JettyServer jetty;

    private final AtomicBoolean draining;
    private final Duration drainDelay;

    /// Where to listen and how long a connection may wait for its next request. `names` are the host names, in
    /// lower case, that a request target in absolute form may use for this server. A name includes a port if
    /// that is neither the default port nor `port`.
    public record Listening(
            String host,
            int port,
            Optional<Integer> adminPort,
            Duration idleMax,
            Duration drainDelay,
            Set<String> names,
            TrustedProxies proxies) {
        public Listening {
            names = Set.copyOf(names);
        }
    }

    /// What the server answers: `features` for everybody, the contract viewer for everybody or for operators
    /// only, and the state of the server. Operators also get the facts of `health`. Browsers of payers get
    /// `errorPages`.
    public record Served(
            Contract contract,
            boolean publicDocs,
            Supplier<String> publicUrl,
            Metrics metrics,
            Health health,
            ErrorPages errorPages,
            List<Routes> features) {
        public Served {
            features = List.copyOf(features);
        }
    }

    private Server(JettyServer jetty, AtomicBoolean draining, Duration drainDelay) {
        this.jetty = jetty;
        this.draining = draining;
        this.drainDelay = drainDelay;
    }

    public static Server start(Listening listening, Served served) {
        return start(listening, Limits.ORDINARY, served);
    }

    static Server start(Listening listening, Limits limits, Served served) {
        var draining = new AtomicBoolean();
        var health = new HealthRoutes(served.health(), draining::get);
        var docs = new DocsRoutes(served.contract(), served.publicUrl());
        List<Routes> open = new ArrayList<>(served.features());
        open.add(health.forEverybody());
        open.add(docs.contracts());
        List<Routes> admin = new ArrayList<>(
                List.of(health.forEverybody(), health.forOperators(), new MetricsRoutes(served.metrics())));
        (served.publicDocs() ? open : admin).add(docs.viewer());
        var known = new KnownMembers(served.contract());
        var budget = budget(served.metrics());
        var computing = Computing.places(Runtime.getRuntime().availableProcessors());
        served.metrics().counter("overload.refusals", Metrics.REFUSALS, computing::refused, Metrics.FULL, "computing");
        var limit = new RequestLimit(limits.requestsOfOneNetwork());
        served.metrics().counter("overload.refusals", Metrics.REFUSALS, limit::refused, Metrics.FULL, "requests");
        var adminBudget = new ByteBudget(ADMIN_BYTES_IN_FLIGHT_MAX);
        var toAll = new Intake(
                Guard.forEverybody(listening.names()),
                router(open),
                known,
                served.metrics(),
                draining::get,
                budget,
                limit,
                computing,
                served.errorPages());
        var toOperators = new Intake(
                Guard.forOperators(listening.names()),
                router(admin),
                known,
                served.metrics(),
                draining::get,
                adminBudget,
                limit,
                computing,
                ErrorPages.NONE);
        var jetty = JettyServer.start(listening, limits, toAll, toOperators);
        jetty.publish(served.metrics());
        return new Server(jetty, draining, listening.drainDelay());
    }

    private static ByteBudget budget(Metrics metrics) {
        var budget = new ByteBudget(BYTES_IN_FLIGHT_MAX);
        metrics.gauge(
                "http.held.bytes",
                "Bytes of requests and answers under way",
                () -> Math.toIntExact(Math.min(budget.held(), Integer.MAX_VALUE)));
        metrics.counter("overload.refusals", Metrics.REFUSALS, budget::refused, Metrics.FULL, "bytes");
        return budget;
    }

    private static Router router(List<Routes> features) {
        var router = new Router();
        features.forEach(feature -> feature.routing(router));
        return router;
    }

    /// Fails if the server cannot listen there. Called before anything else is started.
    public static void checkFree(Listening listening) {
        var address = new InetSocketAddress(listening.host(), listening.port());
        if (address.isUnresolved()) {
            throw new StartFailure("the host " + listening.host() + " is unknown here, choose another one with --host");
        }
        if (!isOfThisMachine(address.getAddress())) {
            throw new StartFailure(listening.host() + " is no address of this machine, choose another one with --host");
        }
        checkFree(address, PORT_REMEDY);
        listening
                .adminPort()
                .ifPresent(port ->
                        checkFree(new InetSocketAddress(InetAddress.ofLiteral(ADMIN_HOST), port), ADMIN_PORT_REMEDY));
    }

    private static void checkFree(InetSocketAddress address, String remedy) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException refused) {
            throw notFree(address.getHostString(), address.getPort(), remedy);
        }
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    static StartFailure notFree(String host, int port, String remedy) {
        return new StartFailure("port " + port + " on " + host + " is taken or not allowed here, " + remedy);
    }

    public int port() {
        return jetty.port();
    }

    /// The port for operators, on this machine only; empty if it is turned off.
    public Optional<Integer> adminPort() {
        return jetty.adminPort();
    }

    /// Reports for a while that it is not ready, but still answers, and closes each connection after its
    /// answer. So a proxy stops sending before the server stops listening.
    public void drain() {
        draining.set(true);
        try {
            TimeUnit.NANOSECONDS.sleep(drainDelay.toNanos());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops accepting connections, lets running requests finish, then ends.
    public void stop() {
        jetty.stop();
    }
}
