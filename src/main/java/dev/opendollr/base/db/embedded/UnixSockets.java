package dev.opendollr.base.db.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.SocketFactory;

/// Connects the JDBC driver, which supports TCP only, to a PostgreSQL that listens on a Unix domain socket.
/// Only users who may enter its folder can connect. The driver creates this factory by its class name, with the
/// path of the socket.
public final class UnixSockets extends SocketFactory {
    private final Path file;

    public UnixSockets(String file) {
        this.file = Path.of(file);
    }

    @Override
    public Socket createSocket() throws IOException {
        return new UnixSocket(file);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw notByAddress();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw notByAddress();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw notByAddress();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw notByAddress();
    }

    private static UnsupportedOperationException notByAddress() {
        return new UnsupportedOperationException("a Unix socket has no host and no port");
    }
}
