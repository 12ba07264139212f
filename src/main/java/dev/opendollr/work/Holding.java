package dev.opendollr.work;

import dev.opendollr.problem.Problem.Unavailable;
import java.util.HashMap;
import java.util.Map;

/// What the request of the current thread holds of a [ByteBudget]; all of it is given back when the request ends.
///
/// Outside of a request nothing is counted.
public final class Holding {
    private static final ScopedValue<Holding> REQUEST = ScopedValue.newInstance();

    private final ByteBudget budget;
    private final Map<Lane, Long> held = new HashMap<>();

    private Holding(ByteBudget budget) {
        this.budget = budget;
    }

    /// Carries out `request`, which ends with the last byte of its answer.
    public static void during(ByteBudget budget, Runnable request) {
        var holding = new Holding(budget);
        try {
            ScopedValue.where(REQUEST, holding).run(request);
        } finally {
            holding.held.forEach(budget::giveBack);
        }
    }

    /// Counts so many more bytes on behalf of whom the thread works; refuses when their share is used up.
    public static void take(long bytes) {
        if (REQUEST.isBound() && !REQUEST.get().takes(bytes)) {
            throw Unavailable.tooMuchAtOnce();
        }
    }

    /// The same for what must be held, room or no room.
    public static void takeAnyway(long bytes) {
        if (REQUEST.isBound()) {
            var holding = REQUEST.get();
            var lane = OnBehalf.current();
            holding.budget.overdraw(lane, bytes);
            holding.held.merge(lane, bytes, Long::sum);
        }
    }

    private boolean takes(long bytes) {
        var lane = OnBehalf.current();
        boolean taken = budget.take(lane, bytes);
        if (taken) {
            held.merge(lane, bytes, Long::sum);
        }
        return taken;
    }
}
