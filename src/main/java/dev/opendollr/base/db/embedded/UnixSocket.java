package dev.opendollr.base.db.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A connection to a Unix domain socket in the form of a TCP socket. Only one thread at a time may read or
/// write; any thread may close it. Reads end after the timeout that was set, as with TCP.
final class UnixSocket extends Socket {
    /// Only a hint to the driver of how much it may send before it reads.
    private static final int BUFFER_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private volatile int timeoutMs;

    UnixSocket(Path file) throws IOException {
        super((SocketImpl) null);
        channel = SocketChannel.open(UnixDomainSocketAddress.of(file));
        try {
            channel.configureBlocking(false);
            selector = Selector.open();
            key = channel.register(selector, 0);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return receive(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                send(ByteBuffer.wrap(new byte[] {(byte) one}));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                send(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    private int receive(ByteBuffer bytes) throws IOException {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        long began = System.nanoTime();
        int read = channel.read(bytes);
        while (read == 0) {
            await(SelectionKey.OP_READ, leftMs(began));
            read = channel.read(bytes);
        }
        return read;
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE, 0);
            }
        }
    }

    /// What is left of the timeout; 0 waits without a limit, as with TCP.
    private long leftMs(long began) throws SocketTimeoutException {
        int limit = timeoutMs;
        if (limit == 0) {
            return 0;
        }
        long left = limit - (System.nanoTime() - began) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("nothing came within " + limit + " ms");
        }
        return left;
    }

    private void await(int operation, long waitMs) throws IOException {
        try {
            key.interestOps(operation);
            var _ = selector.select(waitMs);
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException | CancelledKeyException closed) {
            throw closed(closed);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new SocketException("interrupted while it waited");
        }
    }

    private static SocketException closed(Exception cause) {
        var closed = new SocketException("the socket is closed");
        var _ = closed.initCause(cause);
        return closed;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }

    /// Does nothing: the socket is already connected, and the address of the driver is ignored.
    @Override
    public void connect(@Nullable SocketAddress address, int timeout) {}

    @Override
    public void connect(@Nullable SocketAddress address) {}

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void setSoTimeout(int timeout) {
        timeoutMs = timeout;
    }

    @Override
    public int getSoTimeout() {
        return timeoutMs;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public boolean getTcpNoDelay() {
        return true;
    }

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setSendBufferSize(int bytes) {}

    @Override
    public int getSendBufferSize() {
        return BUFFER_BYTES;
    }

    @Override
    public void setReceiveBufferSize(int bytes) {}

    @Override
    public int getReceiveBufferSize() {
        return BUFFER_BYTES;
    }

    @Override
    public String toString() {
        return "UnixSocket";
    }
}
