package dev.opendollr.base.http;

import dev.opendollr.base.work.CallerNetwork;
import dev.opendollr.base.work.FairPlaces;
import dev.opendollr.base.work.FairPlaces.Entry;
import dev.opendollr.base.work.FairPlaces.Share;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Predicate;

/// Limits how many connections may have a long head at once. Each may take 100 KiB of memory that no other
/// limit counts. Ordinary heads are short.
final class LongHeads {
    static final int ALL_MAX = 128;
    static final int OF_ONE_NETWORK_MAX = ALL_MAX / 4;

    private final FairPlaces<Sender> places =
            new FairPlaces<>(ALL_MAX, sender -> new Share(sender.isShared() ? ALL_MAX : OF_ONE_NETWORK_MAX, 0, 0));
    private final Predicate<InetAddress> exempt;

    /// The sender of a head. Many callers share the address of a proxy.
    record Sender(CallerNetwork network, boolean isShared) {}

    /// `exempt` tells whether many callers may share an address.
    LongHeads(Predicate<InetAddress> exempt) {
        this.exempt = exempt;
    }

    Sender sender(SocketAddress peer) {
        return peer instanceof InetSocketAddress known && known.getAddress() != null
                ? new Sender(new CallerNetwork(known.getAddress()), exempt.test(known.getAddress()))
                : new Sender(CallerNetwork.UNKNOWN, false);
    }

    /// Whether one more long head may come. If so, its connection must [#leave] later.
    boolean enter(Sender sender) {
        try {
            return places.enter(sender, Duration.ZERO) == Entry.IN;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave(Sender sender) {
        places.leave(sender);
    }

    /// How many long heads were refused since the start.
    long refused() {
        return places.refused();
    }
}
