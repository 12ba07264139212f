package dev.opendollr.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// A client that requests more than its connection can buffer, and reads none of it.
public final class StoppedReader implements AutoCloseable {
    private static final int RECEIVE_BUFFER_BYTES = 1_024;
    /// This many answers do not fit into the buffers of the operating system.
    private static final int REQUESTS = 8;

    private final Socket socket;

    private StoppedReader(Socket socket) {
        this.socket = socket;
    }

    public static StoppedReader of(String url, String path, String authorization) {
        var address = URI.create(url);
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            var request =
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization + "\r\n\r\n";
            socket.getOutputStream().write(request.repeat(REQUESTS).getBytes(ISO_8859_1));
            return new StoppedReader(socket);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
