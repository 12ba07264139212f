package dev.opendollr.http;

import dev.opendollr.problem.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The HTTP server: where it listens, and who answers.
public final class Server {
    private final JettyServer jetty;

    /// Where to listen, for how long a connection may wait for its next request, and the names in lower case by which
    /// this server may be called in the address of a request.
    public record Listening(String host, int port, Duration idleMax, Set<String> names) {
        public Listening {
            names = Set.copyOf(names);
        }
    }

    private Server(JettyServer jetty) {
        this.jetty = jetty;
    }

    /// Serves `features` and, for the rest of the contract, its refusals. `ready` is asked by `/health/ready`.
    public static Server start(
            Listening listening,
            Contract contract,
            Supplier<String> publicUrl,
            Metrics metrics,
            BooleanSupplier ready,
            List<Routes> features) {
        var router = new Router();
        features.forEach(feature -> feature.routing(router));
        new HealthRoutes(ready, metrics).routing(router);
        new DocsRoutes(contract, publicUrl).routing(router);
        var gate = new Gate(new Guard(listening.names()), router, new KnownMembers(contract), metrics);
        return new Server(JettyServer.start(listening, gate));
    }

    /// Fails when nobody could listen there, before anything else is started.
    public static void checkFree(String host, int port) {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new StartFailure("the host " + host + " is unknown here, choose another one with --host");
        }
        if (!isOfThisMachine(address.getAddress())) {
            throw new StartFailure(host + " is no address of this machine, choose another one with --host");
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException refused) {
            throw notFree(host, port);
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

    static StartFailure notFree(String host, int port) {
        return new StartFailure("port " + port + " on " + host
                + " is taken or not allowed here, choose another one with --port or --host");
    }

    public int port() {
        return jetty.port();
    }

    /// Stops accepting, lets what runs finish, then ends.
    public void stop() {
        jetty.stop();
    }
}
