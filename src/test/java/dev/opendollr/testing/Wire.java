package dev.opendollr.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A connection to a database that a test can cut and mend. While it is cut, each new connection is closed at
/// once.
public final class Wire implements AutoCloseable {
    private static final String JDBC = "jdbc:";

    private final URI target;
    private final ServerSocket door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    private Wire(URI target) throws IOException {
        this.target = target;
        Thread.startVirtualThread(this::accept);
    }

    /// A wire to the database of this JDBC address.
    public static Wire to(String url) throws IOException {
        return new Wire(URI.create(url.substring(JDBC.length())));
    }

    /// The JDBC address of this end.
    public String url() {
        return JDBC + target.toString().replace(":" + target.getPort() + "/", ":" + door.getLocalPort() + "/");
    }

    public void cut() throws IOException {
        isCut = true;
        for (var socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    public void mend() {
        isCut = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException closed) {
                // The loop ends when `door` is closed.
            }
        }
    }

    private void connect(Socket near) throws IOException {
        var far = new Socket(target.getHost(), target.getPort());
        sockets.add(near);
        sockets.add(far);
        Thread.startVirtualThread(() -> carry(near, far));
        Thread.startVirtualThread(() -> carry(far, near));
        if (isCut) {
            near.close();
            far.close();
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            var _ = from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // The try statement has closed both ends.
        }
    }
}
