package dev.opendollr.base.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.opendollr.base.http.Idleness.Whose;
import dev.opendollr.base.work.CallerNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.eclipse.jetty.io.SelectorManager.AcceptListener;

/// How many connections there may be in all, and from one network.
///
/// When all are in use, the server closes one connection in favour of the new one: the one that has been idle
/// for longest without a token. If there is none, it closes the one that has been idle for longest with a
/// token, if that is long. If there is none either, or if the network of the new connection already has its
/// maximum, the server closes the new connection at once: to a client that waits for room the server would seem
/// to hang.
final class ConnectionLimit implements AcceptListener {
    private final int allMax;
    private final int ofOneNetworkMax;
    private final Predicate<InetAddress> exempt;

    @GuardedBy("this")
    private final Map<SelectableChannel, Open> open = new HashMap<>();

    @GuardedBy("this")
    private final Map<CallerNetwork, Integer> counts = new HashMap<>();

    private final LongAdder refused = new LongAdder();

    /// A connection that may have to give way to a new one.
    interface Occupant {
        /// How long it has kept the server waiting beyond its allowance, if it may be closed.
        Optional<Duration> spare(Whose whose);

        /// Closes it, unless a request has begun meanwhile.
        boolean giveWay(Whose whose);
    }

    /// `occupant` is there once the connection was set up; `accepted` is a value of [System#nanoTime].
    private record Open(CallerNetwork network, long accepted, Optional<Occupant> occupant) {
        Optional<Duration> spare(Whose whose) {
            return occupant.isPresent()
                    ? occupant.get().spare(whose)
                    : Optional.of(Duration.ofNanos(System.nanoTime() - accepted));
        }
    }

    /// `exempt` tells whether many callers may share an address. Such an address has no limit of its own.
    ConnectionLimit(int allMax, int ofOneNetworkMax, Predicate<InetAddress> exempt) {
        this.allMax = allMax;
        this.ofOneNetworkMax = ofOneNetworkMax;
        this.exempt = exempt;
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        var address = address(channel);
        var network = address.map(CallerNetwork::new).orElse(CallerNetwork.UNKNOWN);
        boolean isTooMuch =
                count(network) >= ofOneNetworkMax && address.filter(exempt).isEmpty();
        if (isTooMuch || !(hasRoom() || makeRoom(Whose.STRANGERS) || makeRoom(Whose.ANYBODYS))) {
            refused.increment();
            close(channel);
            return;
        }
        add(channel, network);
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        forget(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        forget(channel);
    }

    /// Registers `occupant` for the connection, on which nothing was read yet. False if the connection had to
    /// make room before it was set up.
    synchronized boolean occupy(SelectableChannel channel, Occupant occupant) {
        var present = open.computeIfPresent(
                channel, (_, before) -> new Open(before.network(), before.accepted(), Optional.of(occupant)));
        return present != null;
    }

    synchronized int open() {
        return open.size();
    }

    /// How many connections were closed for lack of room since the start.
    long refused() {
        return refused.sum();
    }

    private synchronized int count(CallerNetwork network) {
        return counts.getOrDefault(network, 0);
    }

    private synchronized boolean hasRoom() {
        return open.size() < allMax;
    }

    /// A connection on which a request begins at this moment stays open, and the next candidate is tried.
    private boolean makeRoom(Whose whose) {
        for (var longest = longestSpare(whose); longest.isPresent(); longest = longestSpare(whose)) {
            if (gaveWay(longest.get(), whose)) {
                refused.increment();
                return true;
            }
        }
        return false;
    }

    private boolean gaveWay(SelectableChannel channel, Whose whose) {
        var occupant = occupant(channel);
        if (occupant.isPresent() && !occupant.get().giveWay(whose)) {
            return false;
        }
        forget(channel);
        close(channel);
        return true;
    }

    /// A connection that is not set up yet is forgotten, so that it cannot be set up later.
    private synchronized Optional<Occupant> occupant(SelectableChannel channel) {
        var one = open.get(channel);
        if (one == null || one.occupant().isEmpty()) {
            forget(channel);
            return Optional.empty();
        }
        return one.occupant();
    }

    private synchronized Optional<SelectableChannel> longestSpare(Whose whose) {
        Optional<SelectableChannel> longest = Optional.empty();
        var most = Duration.ZERO;
        for (var one : open.entrySet()) {
            var spare = one.getValue().spare(whose);
            if (spare.isPresent() && spare.get().compareTo(most) >= 0) {
                most = spare.get();
                longest = Optional.of(one.getKey());
            }
        }
        return longest;
    }

    private synchronized void add(SelectableChannel channel, CallerNetwork network) {
        open.put(channel, new Open(network, System.nanoTime(), Optional.empty()));
        counts.merge(network, 1, Integer::sum);
    }

    private synchronized void forget(SelectableChannel channel) {
        var closed = open.remove(channel);
        if (closed != null) {
            counts.computeIfPresent(closed.network(), (_, count) -> count == 1 ? null : count - 1);
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
            // There is nothing more to close.
        }
    }
}
