package dev.opendollr.base.http;

import dev.opendollr.base.work.Admission;
import dev.opendollr.base.work.CallerNetwork;
import dev.opendollr.base.work.FairPlaces;
import dev.opendollr.base.work.FairPlaces.Share;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Limits how many requests of one network may be under way. One more is refused at once, on any connection: a
/// proxy sends the requests of many callers on its own connections.
final class RequestLimit {
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final Share OF_THIS_MACHINE = new Share(UNLIMITED, 0, 0);

    private final FairPlaces<CallerNetwork> places;

    RequestLimit(int ofOneNetworkMax) {
        var share = new Share(ofOneNetworkMax, 0, 0);
        places = new FairPlaces<>(UNLIMITED, network -> network.isThisMachine() ? OF_THIS_MACHINE : share);
    }

    /// Carries out `request`, which ends with the last byte of its answer. `request` gets an action that it may
    /// run to stop counting earlier.
    void during(CallerNetwork network, Consumer<Runnable> request) {
        Admission.orRefuse(() -> places.enter(network, Duration.ZERO));
        var counts = new AtomicBoolean(true);
        Runnable end = () -> {
            if (counts.getAndSet(false)) {
                places.leave(network);
            }
        };
        try {
            request.accept(end);
        } finally {
            end.run();
        }
    }

    /// How many requests were refused since the start.
    long refused() {
        return places.refused();
    }
}
