package dev.opendollr.work;

import java.time.Duration;
import java.util.Optional;

/// Whether the request of the current thread is at what may take long without waiting for anything, such as reading a
/// large body.
///
/// A thread that computes keeps its processor to itself, and all who are served by that processor wait. So few may
/// compute at once, one processor is left for the others where there are several, and those who wait for a place go in
/// turns of whom they work for, as [LanePlaces] says. Outside of a request nobody waits.
public final class Computing {
    private static final ScopedValue<Computing> REQUEST = ScopedValue.newInstance();
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    /// On behalf of one merchant.
    private static final int WAITING_MAX = 64;

    private final LanePlaces places;
    private Optional<Lane> held = Optional.empty();

    private Computing(LanePlaces places) {
        this.places = places;
    }

    /// For a machine of so many processors.
    public static LanePlaces places(int processors) {
        // One of them is always left, as for the program, which waits for none.
        return new LanePlaces(processors, WAITING_MAX);
    }

    /// Carries out `request`, which computes nothing yet.
    public static void during(LanePlaces places, Runnable request) {
        var computing = new Computing(places);
        try {
            ScopedValue.where(REQUEST, computing).run(request);
        } finally {
            computing.leave();
        }
    }

    /// Waits until the thread may compute; refuses when too many wait on behalf of the same.
    public static void begin() {
        if (REQUEST.isBound() && REQUEST.get().held.isEmpty()) {
            REQUEST.get().enter(OnBehalf.current());
        }
    }

    /// What follows takes no time, or is a wait.
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
