package dev.opendollr.deep;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import dev.opendollr.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Two servers on one database, for a proxy in front of them, as the documentation starts them.
final class TwoServers implements AutoCloseable {
    private static final int DRAIN_SECONDS = 3;
    private static final int SERVERS = 2;
    /// In the metrics of a server that has answered what callers ask here.
    private static final String CALL = "route=\"/{version}/orders/retrieve/{id}\"";

    private final TestPostgres.Clone database = TestPostgres.migrated();
    private final int proxyPort = freePort();
    private final List<Integer> ports = List.of(freePort(), freePort());
    private final List<Integer> adminPorts = List.of(freePort(), freePort());
    private final List<Path> data = new ArrayList<>();
    private final List<ServerProcess> servers = new ArrayList<>();

    TwoServers() throws IOException {
        for (int server = 0; server < SERVERS; server++) {
            data.add(Scratch.folder("proxied"));
            servers.add(start(server));
        }
    }

    /// Where they expect the proxy, as `--public-url`.
    int proxyPort() {
        return proxyPort;
    }

    String publicUrl() {
        return "http://127.0.0.1:" + proxyPort;
    }

    List<Integer> ports() {
        return ports;
    }

    TestPostgres.Clone database() {
        return database;
    }

    /// A client of the demo merchant that calls through the proxy.
    Client demo() throws IOException {
        return new Client(
                publicUrl(), Map.of("Authorization", servers.getFirst().demo().header("Authorization")));
    }

    /// Stops one with SIGTERM, starts it again and waits until the proxy sends it calls; its exit code.
    int restart(int server) throws IOException, InterruptedException {
        int exitCode = servers.get(server).stop();
        startAgain(server);
        return exitCode;
    }

    void kill(int server) {
        servers.get(server).kill();
    }

    /// Starts one that has ended, and waits until the proxy sends it calls.
    void startAgain(int server) throws IOException {
        servers.set(server, start(server));
        var operator = new Client("http://127.0.0.1:" + adminPorts.get(server), Map.of());
        Eventually.isTrue(
                "the proxy sends calls to a server that has come back",
                () -> operator.get("/metrics").expect(200).body().contains(CALL));
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }

    private ServerProcess start(int server) throws IOException {
        var access = database.server();
        return ServerProcess.start(
                data.get(server),
                Map.of(
                        "OPENDOLLR_JWT_KEY", "a key for two servers, 32 bytes and more",
                        "OPENDOLLR_DATABASE_PASSWORD", access.password(),
                        "OPENDOLLR_DATABASE_OWNER_PASSWORD", database.owner().password()),
                "--port=" + ports.get(server),
                "--admin-port=" + adminPorts.get(server),
                "--public-url=" + publicUrl(),
                "--trusted-proxy=127.0.0.1",
                "--drain-delay=" + DRAIN_SECONDS,
                "--log=stderr",
                "--database-url=" + access.url(),
                "--database-user=" + access.user(),
                "--database-owner=" + database.owner().user());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
