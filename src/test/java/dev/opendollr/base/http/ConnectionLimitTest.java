package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.Idleness.Whose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    @Test
    void the_one_that_is_idle_for_longest_makes_room() throws IOException {
        var open = admitted(SHARED, ALL_MAX);
        var gone = new ArrayList<Integer>();
        var _ = limit.occupy(open.get(3), new Idle(Duration.ofSeconds(1), () -> gone.add(3)));
        var _ = limit.occupy(open.get(4), new Idle(Duration.ofSeconds(5), () -> gone.add(4)));
        var _ = limit.occupy(open.get(5), new Idle(Duration.ofSeconds(2), () -> gone.add(5)));
        assertThat(admitted(ONE, 2)).hasSize(2);
        assertThat(gone).containsExactly(4, 5);
        assertThat(open.get(4).isOpen()).isFalse();
        assertThat(open.get(3).isOpen()).isTrue();
        assertThat(limit.open()).isEqualTo(ALL_MAX);
        assertThat(limit.refused()).isEqualTo(2);
    }

    @Test
    void callers_with_a_token_make_room_after_all_strangers() throws IOException {
        var open = admitted(SHARED, ALL_MAX);
        var gone = new ArrayList<Integer>();
        assertThat(limit.occupy(open.get(3), new Known(Duration.ofSeconds(9), () -> gone.add(3))))
                .isTrue();
        assertThat(limit.occupy(open.get(4), new Idle(Duration.ofSeconds(1), () -> gone.add(4))))
                .isTrue();
        assertThat(admitted(ONE, 3)).hasSize(2);
        assertThat(gone).containsExactly(4, 3);
    }

    @Test
    void one_that_begins_a_request_in_that_moment_is_passed_over() throws IOException {
        var open = admitted(SHARED, ALL_MAX);
        var gone = new ArrayList<Integer>();
        var _ = limit.occupy(open.get(3), new Idle(Duration.ofSeconds(1), () -> gone.add(3)));
        var _ = limit.occupy(open.get(4), new JustBusy());
        assertThat(admitted(ONE, 2)).hasSize(1);
        assertThat(gone).containsExactly(3);
        assertThat(open.get(4).isOpen()).isTrue();
    }

    @Test
    void one_that_was_not_even_set_up_makes_room_and_is_not_set_up_any_more() throws IOException {
        assertThat(admitted(SHARED, ALL_MAX - 1)).hasSize(ALL_MAX - 1);
        var accepted = accept(SHARED);
        assertThat(admitted(ONE, 1)).hasSize(1);
        assertThat(accepted.isOpen()).isFalse();
        assertThat(limit.occupy(accepted, new Idle(Duration.ofSeconds(9), () -> {})))
                .as("it may begin a request")
                .isFalse();
        assertThat(admitted(ONE, 1)).isEmpty();
        assertThat(limit.open()).isEqualTo(ALL_MAX);
    }

    @Test
    void one_beyond_the_part_of_its_address_takes_room_of_nobody() throws IOException {
        var open = admitted(ONE, OF_ONE_MAX);
        var _ = limit.occupy(open.getFirst(), new Idle(Duration.ofSeconds(1), () -> {}));
        assertThat(admitted(ONE, 1)).isEmpty();
        assertThat(open.getFirst().isOpen()).isTrue();
    }

    /// Looks idle once, and a request begins before it could be closed.
    private static final class JustBusy implements ConnectionLimit.Occupant {
        private Optional<Duration> spare = Optional.of(Duration.ofSeconds(5));

        @Override
        public Optional<Duration> spare(Whose whose) {
            return spare;
        }

        @Override
        public boolean giveWay(Whose whose) {
            spare = Optional.empty();
            return false;
        }
    }

    private static final class Busy implements ConnectionLimit.Occupant {
        @Override
        public Optional<Duration> spare(Whose whose) {
            return Optional.empty();
        }

        @Override
        public boolean giveWay(Whose whose) {
            throw new AssertionError("it is busy");
        }
    }

    /// Of a caller who has shown a token.
    private record Known(Duration time, Runnable gone) implements ConnectionLimit.Occupant {
        @Override
        public Optional<Duration> spare(Whose whose) {
            return Optional.of(time).filter(_ -> whose == Whose.ANYBODYS);
        }

        @Override
        public boolean giveWay(Whose whose) {
            gone.run();
            return true;
        }
    }

    private record Idle(Duration time, Runnable gone) implements ConnectionLimit.Occupant {
        @Override
        public Optional<Duration> spare(Whose whose) {
            return Optional.of(time);
        }

        @Override
        public boolean giveWay(Whose whose) {
            gone.run();
            return true;
        }
    }

    /// The ends at the server of those of `count` busy connections that were not closed at once.
    private List<SocketChannel> admitted(InetAddress from, int count) throws IOException {
        List<SocketChannel> admitted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var accepted = accept(from);
            if (accepted.isOpen()) {
                var _ = limit.occupy(accepted, new Busy());
                admitted.add(accepted);
            }
        }
        return admitted;
    }

    private SocketChannel accept(InetAddress from) throws IOException {
        var caller = SocketChannel.open().bind(new InetSocketAddress(from, 0));
        channels.add(caller);
        assertThat(caller.connect(listener.getLocalAddress())).isTrue();
        var accepted = listener.accept();
        channels.add(accepted);
        limit.onAccepting(accepted);
        return accepted;
    }
}
