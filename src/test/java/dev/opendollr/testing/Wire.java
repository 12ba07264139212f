package dev.opendollr.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire to a database that can be cut and mended.
public final class Wire implements AutoCloseable {
    private static final String JDBC = "jdbc:";

    private final URI target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;

    private Wire(URI target) throws IOException {
        this.target = target;
        door = opened(0);
    }

    /// To the database of this JDBC address.
    public static Wire to(String url) throws IOException {
        return new Wire(URI.create(url.substring(JDBC.length())));
    }

    /// The JDBC address of this end.
    public String url() {
        return url(door.getLocalPort());
    }

    public void cut() throws IOException {
        door.close();
        closeSockets();
    }

    public void mend() throws IOException {
        door = opened(door.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private String url(int port) {
        return JDBC + target.toString().replace(":" + target.getPort() + "/", ":" + port + "/");
    }

    private ServerSocket opened(int port) throws IOException {
        var opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.startVirtualThread(() -> accept(opened));
        return opened;
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                var near = opened.accept();
                sockets.add(near);
                var far = new Socket(target.getHost(), target.getPort());
                sockets.add(far);
                Thread.startVirtualThread(() -> carry(near, far));
                Thread.startVirtualThread(() -> carry(far, near));
                if (opened.isClosed()) {
                    closeSockets();
                }
            } catch (IOException cut) {
                // The loop ends when the door is closed.
            }
        }
    }

    private void closeSockets() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            var _ = from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // Both ends are closed.
        }
    }
}
