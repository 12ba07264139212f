package dev.opendollr.base.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A connection to a file behaves as the driver knows it from TCP.
class UnixSocketTest {
    /// More than any buffer between two processes holds.
    private static final int MUCH = 4_000_000;

    @TempDir
    Path folder;

    private ServerSocketChannel door;
    private Socket socket;
    private SocketChannel other;

    @BeforeEach
    void connect() throws IOException {
        var file = folder.resolve("door");
        door = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(file));
        socket = new UnixSockets(file.toString()).createSocket();
        other = door.accept();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        other.close();
        door.close();
    }

    @Test
    void what_one_end_writes_the_other_reads() throws IOException {
        socket.getOutputStream().write(new byte[] {1, -1, 3});
        var read = ByteBuffer.allocate(3);
        while (read.hasRemaining()) {
            assertThat(other.read(read)).isPositive();
        }
        assertThat(read.array()).containsExactly(1, -1, 3);
        var _ = other.write(ByteBuffer.wrap(new byte[] {-1, 7}));
        assertThat(socket.getInputStream().read()).isEqualTo(255);
        assertThat(socket.getInputStream().read()).isEqualTo(7);
        other.close();
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void much_arrives_whole_at_a_reader_that_comes_late() throws IOException {
        var much = new byte[MUCH];
        new Random(1).nextBytes(much);
        var sent = CompletableFuture.runAsync(() -> {
            try {
                socket.getOutputStream().write(much);
                socket.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
        assertThat(Channels.newInputStream(other).readAllBytes()).isEqualTo(much);
        sent.join();
    }

    @Test
    void a_read_ends_after_its_timeout_and_the_next_one_goes_on() throws IOException {
        socket.setSoTimeout(50);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        var _ = other.write(ByteBuffer.wrap(new byte[] {5}));
        assertThat(socket.getInputStream().read()).isEqualTo(5);
        assertThat(socket.getSoTimeout()).isEqualTo(50);
    }

    @Test
    void closing_ends_a_read_that_waits() throws IOException {
        var reader = new Thread[1];
        var failure = new CompletableFuture<Throwable>();
        reader[0] = Thread.ofPlatform().start(() -> {
            try {
                failure.completeExceptionally(
                        new AssertionError(socket.getInputStream().read()));
            } catch (IOException ended) {
                failure.complete(ended);
            }
        });
        Eventually.isTrue("it waits", () -> reader[0].getState() == Thread.State.RUNNABLE);
        socket.close();
        assertThat(failure.join()).isInstanceOf(IOException.class);
        assertThat(socket.isClosed()).isTrue();
        assertThatThrownBy(() -> socket.getOutputStream().write(1)).isInstanceOf(IOException.class);
    }

    @Test
    void nobody_at_the_file_is_told_at_once() {
        assertThatThrownBy(() -> new UnixSockets(folder.resolve("nobody").toString()).createSocket())
                .isInstanceOf(SocketException.class);
    }
}
