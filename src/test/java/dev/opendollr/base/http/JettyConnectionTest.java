package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.api.Test;

/// One connection of Jetty.
class JettyConnectionTest {
    private static final int ROUNDS = 1_000;

    /// Otherwise one of them gives back the buffer of which the other one fills the room, and the bytes of this caller
    /// are read as another one's.
    @Test
    void one_thread_reads_at_a_time() throws Exception {
        var bytes = new SlowBytes();
        var connection = connection(bytes);
        var first = Thread.ofPlatform().start(connection);
        bytes.asked.await();
        var second = Thread.ofPlatform().start(connection);
        Eventually.isTrue("it waits", () -> second.getState() == Thread.State.WAITING);

        bytes.come.countDown();
        first.join();
        second.join();

        assertThat(bytes.mostAtOnce.get()).isOne();
        assertThat(bytes.reads.get()).isGreaterThan(1);
    }

    /// What follows the refused bytes would otherwise close the connection under the answer.
    @Test
    void a_refusal_arrives_whatever_follows_what_was_refused() {
        var server = Server.start(BareServer.listening(Duration.ofMinutes(1)), BareServer.serving(rules -> {}));
        try {
            for (int round = 0; round < ROUNDS; round++) {
                try (var connection = RawConnection.open("http://127.0.0.1:" + server.port())) {
                    connection.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGET /\u0001 HTTP/1.1\r\n");
                    connection.send("Host: a\r\nX: x\r\n\r\n");
                    assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(200);
                    assertThat(connection.reply(false).orElseThrow().status()).isEqualTo(400);
                }
            }
        } finally {
            server.stop();
        }
    }

    private static JettyConnection connection(SlowBytes bytes) {
        var connector = new JettyConnector(new org.eclipse.jetty.server.Server(), new HttpConnectionFactory());
        var limit = new ConnectionLimit(1, 1, address -> true);
        return new JettyConnection(
                new HttpConfiguration(),
                Limits.ORDINARY,
                Duration.ofMinutes(1),
                limit,
                new LongHeads(address -> true),
                connector,
                bytes);
    }

    /// A caller whose bytes are waited for in the midst of a read.
    private static final class SlowBytes extends ByteArrayEndPoint {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch come = new CountDownLatch(1);
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            reads.incrementAndGet();
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            asked.countDown();
            try {
                come.await();
                return super.fill(buffer);
            } catch (InterruptedException stopped) {
                throw new IOException(stopped);
            } finally {
                atOnce.decrementAndGet();
            }
        }
    }
}
