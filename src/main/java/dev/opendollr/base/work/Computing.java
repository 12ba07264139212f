package dev.opendollr.base.work;

import java.time.Duration;
import java.util.Optional;

/// Tells whether the request of the current thread is computing: it does work that may take long and waits for
/// nothing, such as parsing a large body.
///
/// A thread that computes occupies its processor, and all other requests on that processor wait. So only a few
/// threads may compute at once. If there are several processors, one is left for the others. Threads that wait
/// for a place take turns by lane, as in [LanePlaces]. Outside of a request no thread waits.
public final class Computing {
    private static final ScopedValue<Computing> REQUEST = ScopedValue.newInstance();
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    /// Threads that may wait on behalf of one merchant.
    private static final int WAITING_MAX = 64;

    private final LanePlaces places;
    private Optional<Lane> held = Optional.empty();

    private Computing(LanePlaces places) {
        this.places = places;
    }

    /// Places for a machine with this many processors.
    public static LanePlaces places(int processors) {
        // Of several places, LanePlaces keeps one for the program. The program does not wait for a place here,
        // so one processor stays free.
        return new LanePlaces(processors, WAITING_MAX);
    }

    /// Carries out `request`, which does not compute at first.
    public static void during(LanePlaces places, Runnable request) {
        var computing = new Computing(places);
        try {
            ScopedValue.where(REQUEST, computing).run(request);
        } finally {
            computing.leave();
        }
    }

    /// Waits until the thread may compute. Refuses if too many threads of the same lane wait, or if the wait
    /// takes too long.
    public static void begin() {
        if (REQUEST.isBound() && REQUEST.get().held.isEmpty()) {
            REQUEST.get().enter(OnBehalf.current());
        }
    }

    /// The thread stops computing: what follows takes no time, or is a wait.
    public static void end() {
        if (REQUEST.isBound()) {
            REQUEST.get().leave();
        }
    }

    private void enter(Lane lane) {
        Admission.orRefuse(() -> places.enter(lane, WAIT_MAX));
        held = Optional.of(lane);
    }

    private void leave() {
        held.ifPresent(places::leave);
        held = Optional.empty();
    }
}
