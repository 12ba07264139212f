package dev.opendollr.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.opendollr.work.CallerNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.eclipse.jetty.io.SelectorManager.AcceptListener;

/// How many connections there may be in all, and from one network. One more is closed at once: waiting for room would
/// look like a server that hangs.
final class ConnectionLimit implements AcceptListener {
    private final int allMax;
    private final int ofOneNetworkMax;
    private final Predicate<InetAddress> exempt;

    @GuardedBy("this")
    private final Map<SelectableChannel, CallerNetwork> open = new HashMap<>();

    @GuardedBy("this")
    private final Map<CallerNetwork, Integer> counts = new HashMap<>();

    private final LongAdder refused = new LongAdder();

    /// `exempt` says of an address that many callers may share it.
    ConnectionLimit(int allMax, int ofOneNetworkMax, Predicate<InetAddress> exempt) {
        this.allMax = allMax;
        this.ofOneNetworkMax = ofOneNetworkMax;
        this.exempt = exempt;
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        if (!admit(channel)) {
            refused.increment();
            close(channel);
        }
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        forget(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        forget(channel);
    }

    synchronized int open() {
        return open.size();
    }

    /// How many were closed at once for want of room, ever.
    long refused() {
        return refused.sum();
    }

    private synchronized boolean admit(SelectableChannel channel) {
        var address = address(channel);
        var network = address.map(CallerNetwork::new).orElse(CallerNetwork.UNKNOWN);
        int count = counts.getOrDefault(network, 0);
        if (open.size() >= allMax || (count >= ofOneNetworkMax && address.filter(exempt).isEmpty())) {
            return false;
        }
        open.put(channel, network);
        counts.put(network, count + 1);
        return true;
    }

    private synchronized void forget(SelectableChannel channel) {
        var network = open.remove(channel);
        if (network != null) {
            counts.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private static Optional<InetAddress> address(SelectableChannel channel) {
        try {
            if (((SocketChannel) channel).getRemoteAddress() instanceof InetSocketAddress peer) {
                return Optional.of(peer.getAddress());
            }
        } catch (IOException gone) {
            // It is closed already.
        }
        return Optional.empty();
    }

    private static void close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException closing) {
            // Then it is as closed as it can be.
        }
    }
}
