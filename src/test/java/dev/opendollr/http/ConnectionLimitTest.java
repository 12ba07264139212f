package dev.opendollr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who gets a connection, with addresses of this machine in the place of callers.
class ConnectionLimitTest {
    private static final int ALL_MAX = 10;
    private static final int OF_ONE_MAX = 4;
    private static final InetAddress SHARED = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress ONE = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress ANOTHER = InetAddress.ofLiteral("127.0.0.3");

    private final ConnectionLimit limit = new ConnectionLimit(ALL_MAX, OF_ONE_MAX, SHARED::equals);
    private final List<SocketChannel> channels = new ArrayList<>();
    private ServerSocketChannel listener;

    @BeforeEach
    void listen() throws IOException {
        listener = ServerSocketChannel.open().bind(new InetSocketAddress(SHARED, 0));
    }

    @AfterEach
    void close() throws IOException {
        for (var channel : channels) {
            channel.close();
        }
        listener.close();
    }

    @Test
    void one_address_gets_its_part_and_another_still_gets_one() throws IOException {
        assertThat(admitted(ONE, OF_ONE_MAX + 3)).hasSize(OF_ONE_MAX);
        assertThat(admitted(ANOTHER, 1)).hasSize(1);
        assertThat(limit.refused()).isEqualTo(3);
        assertThat(limit.open()).isEqualTo(OF_ONE_MAX + 1);
    }

    @Test
    void a_shared_address_gets_all_and_no_more() throws IOException {
        assertThat(admitted(SHARED, ALL_MAX + 2)).hasSize(ALL_MAX);
        assertThat(admitted(ONE, 1)).isEmpty();
        assertThat(limit.refused()).isEqualTo(3);
    }

    @Test
    void what_is_closed_makes_room() throws IOException {
        var first = admitted(ONE, OF_ONE_MAX);
        limit.onClosed(first.getFirst());
        limit.onClosed(first.getFirst());
        assertThat(admitted(ONE, 2)).hasSize(1);
        assertThat(limit.open()).isEqualTo(OF_ONE_MAX);
    }

    @Test
    void what_could_not_be_accepted_makes_room() throws IOException {
        limit.onAcceptFailed(admitted(ONE, OF_ONE_MAX).getLast(), new IOException("no more files"));
        assertThat(admitted(ONE, 1)).hasSize(1);
    }

    /// The ends at the server of those of `count` connections that were not closed at once.
    private List<SocketChannel> admitted(InetAddress from, int count) throws IOException {
        List<SocketChannel> admitted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var caller = SocketChannel.open().bind(new InetSocketAddress(from, 0));
            channels.add(caller);
            assertThat(caller.connect(listener.getLocalAddress())).isTrue();
            var accepted = listener.accept();
            channels.add(accepted);
            limit.onAccepting(accepted);
            if (accepted.isOpen()) {
                admitted.add(accepted);
            }
        }
        return admitted;
    }
}
