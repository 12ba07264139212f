package dev.opendollr.base.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// Listens for connections. When it is told to stop, it first accepts every connection that is ready and then
/// stops listening: the kernel resets connections that were not accepted, together with the requests on them.
final class JettyConnector extends ServerConnector {
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration LAST_CONNECTIONS_MAX = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(1);

    private final Set<Channel> opening = ConcurrentHashMap.newKeySet();
    private final CountDownLatch lastIsOpen = new CountDownLatch(1);
    private final CountDownLatch shutDown = new CountDownLatch(1);
    private volatile boolean stopping;

    JettyConnector(Server server, ConnectionFactory connections) {
        // A buffer that is reused by another connection could leak the bytes of one caller to another.
        super(server, null, null, ByteBufferPool.NON_POOLING, ACCEPTORS, SELECTORS, connections);
        addBean(new Refused());
    }

    /// Jetty calls it again and again, on one thread.
    @Override
    public void accept(int acceptor) throws IOException {
        var listening = (ServerSocketChannel) getTransport();
        try {
            if (stopping) {
                takeTheLast(listening);
                shutDown.await();
                return;
            }
            listening.socket().setSoTimeout(Math.toIntExact(LOOK.toMillis()));
            take(listening.socket().accept().getChannel());
        } catch (SocketTimeoutException nobody) {
            // No connection arrived in time. Jetty calls again, and `stopping` is checked again.
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        stopping = true;
        try {
            var _ = lastIsOpen.await(LAST_CONNECTIONS_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        var done = super.shutdown();
        shutDown.countDown();
        return done;
    }

    /// Connections that were taken and are being set up.
    int opening() {
        return opening.size();
    }

    @Override
    protected void onEndPointOpened(EndPoint endPoint) {
        super.onEndPointOpened(endPoint);
        opening.remove((Channel) endPoint.getTransport());
    }

    private void takeTheLast(ServerSocketChannel listening) throws IOException, InterruptedException {
        try (listening) {
            listening.configureBlocking(false);
            for (var channel = listening.accept(); channel != null; channel = listening.accept()) {
                take(channel);
            }
        }
        // Jetty waits for the connections that are open by now.
        while (opening.removeIf(channel -> !channel.isOpen()) || !opening.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
        }
        lastIsOpen.countDown();
    }

    private void take(SocketChannel channel) throws IOException {
        opening.add(channel);
        try {
            channel.configureBlocking(false);
            configure(channel.socket());
            getSelectorManager().accept(channel);
        } catch (IOException | RuntimeException broken) {
            opening.remove(channel);
            channel.close();
            throw broken;
        }
    }

    /// A connection beyond the limit never opens.
    private final class Refused implements SelectorManager.AcceptListener {
        @Override
        public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
            opening.remove(channel);
        }
    }
}
