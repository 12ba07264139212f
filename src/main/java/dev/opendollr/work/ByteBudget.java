package dev.opendollr.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.opendollr.work.FairPlaces.Share;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The bytes that all requests together may hold in memory. Threads may share it.
///
/// Strangers have a quarter of them together, merchants the rest. Within such a part no owner holds more than a
/// third of what it leaves free: one alone gets a quarter of the part, the next a quarter of what is left then,
/// and a crowd of them leaves something to an owner that holds nothing yet. Strangers of this machine, whose
/// address many may share, may hold all that is free in their part. What the program does for itself is bounded
/// elsewhere.
public final class ByteBudget {
    private static final int STRANGERS_PART = 4;
    private static final int FREE_FOR_EACH_HELD = 3;
    /// No more requests than this are under way in one process.
    private static final int LANES_MAX = 2_048;
    private static final Share ONE_OF_A_LANE = new Share(1, 0, 64);

    /// Each lane has one.
    private final FairPlaces<Lane> growing = new FairPlaces<>(LANES_MAX, _ -> ONE_OF_A_LANE);

    @GuardedBy("this")
    private final Part strangers;

    @GuardedBy("this")
    private final Part merchants;

    @GuardedBy("this")
    private long refused;

    /// What merchants, or the networks of strangers, have together.
    private static final class Part {
        private final long max;
        private final Map<Lane, Long> ofLanes = new HashMap<>();
        private long held;

        Part(long max) {
            this.max = max;
        }

        boolean hasRoom(Lane lane, long bytes) {
            if (lane instanceof Lane.Stranger(var network) && network.isThisMachine()) {
                return held + bytes <= max;
            }
            long ofLane = ofLanes.getOrDefault(lane, 0L) + bytes;
            return FREE_FOR_EACH_HELD * ofLane <= max - held - bytes;
        }

        void add(Lane lane, long bytes) {
            held += bytes;
            ofLanes.merge(lane, bytes, (before, more) -> before + more == 0 ? null : before + more);
        }
    }

    public ByteBudget(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("budget of " + bytes);
        }
        strangers = new Part(bytes / STRANGERS_PART);
        merchants = new Part(bytes - bytes / STRANGERS_PART);
    }

    /// Whether there was room for so many more bytes; if so, whoever took them must [#giveBack].
    synchronized boolean take(Lane lane, long bytes) {
        boolean fits = hasRoom(lane, bytes);
        if (fits) {
            add(lane, bytes);
        } else {
            refused++;
        }
        return fits;
    }

    /// The same, and waits for room.
    synchronized boolean take(Lane lane, long bytes, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); !hasRoom(lane, bytes) && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return take(lane, bytes);
    }

    @GuardedBy("this")
    private boolean hasRoom(Lane lane, long bytes) {
        return switch (lane) {
            case Lane.Stranger _ -> strangers.hasRoom(lane, bytes);
            case Lane.Merchant _ -> merchants.hasRoom(lane, bytes);
            case Lane.Program() -> true;
        };
    }

    /// Counts bytes that are held whether there is room or not; others find less of it.
    synchronized void overdraw(Lane lane, long bytes) {
        add(lane, bytes);
    }

    synchronized void giveBack(Lane lane, long bytes) {
        add(lane, -bytes);
        notifyAll();
    }

    /// The place of whose answer may grow large; those of a lane take turns.
    FairPlaces<Lane> growing() {
        return growing;
    }

    /// Bytes that are held now.
    public synchronized long held() {
        return strangers.held + merchants.held;
    }

    /// How often there was no room, ever.
    public synchronized long refused() {
        return refused;
    }

    @GuardedBy("this")
    private void add(Lane lane, long bytes) {
        switch (lane) {
            case Lane.Stranger _ -> strangers.add(lane, bytes);
            case Lane.Merchant _ -> merchants.add(lane, bytes);
            case Lane.Program() -> {}
        }
    }
}
