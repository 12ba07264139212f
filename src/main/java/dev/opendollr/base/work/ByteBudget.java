package dev.opendollr.base.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.opendollr.base.work.FairPlaces.Share;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The bytes that all requests together may hold in memory. Threads may share it.
///
/// Callers without a token (strangers) share a quarter of them, merchants the rest. Of the merchants' part, all
/// payers together may hold a third. Within each part, an owner (a merchant, the payers of a merchant, a network)
/// may hold at most a third of the bytes that are then still free. So a single owner gets a quarter of the
/// part, the next one a quarter of what is left, and even many owners leave something to an owner that holds
/// nothing yet. Strangers of this machine may hold all that is free in their part, since many callers may share
/// its address. The memory of the program's own work is limited elsewhere.
public final class ByteBudget {
    private static final int STRANGERS_PART = 4;
    /// Of the part of the merchants.
    private static final int PAYERS_PART = 3;
    private static final int FREE_FOR_EACH_HELD = 3;
    /// No more requests than this are under way in one process.
    private static final int LANES_MAX = 2_048;
    private static final Share ONE_OF_A_LANE = new Share(1, 0, 64);

    /// Places for large answers. Each lane has one.
    private final FairPlaces<Lane> growing = new FairPlaces<>(LANES_MAX, _ -> ONE_OF_A_LANE);

    @GuardedBy("this")
    private final Part strangers;

    @GuardedBy("this")
    private final Part merchants;

    /// What payers hold. It is counted in the part of the merchants as well.
    @GuardedBy("this")
    private final Part payers;

    @GuardedBy("this")
    private long refused;

    /// A part that several lanes share.
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
        payers = new Part(merchants.max / PAYERS_PART);
    }

    /// Takes more bytes if there is room for them, and returns whether there was. A caller that took bytes must
    /// [#giveBack] them.
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
            case Lane.Payer _ -> payers.hasRoom(lane, bytes) && merchants.hasRoom(lane, bytes);
            case Lane.Program() -> true;
        };
    }

    /// Counts bytes that are held even if there is no room. Less room remains for others.
    synchronized void overdraw(Lane lane, long bytes) {
        add(lane, bytes);
    }

    synchronized void giveBack(Lane lane, long bytes) {
        add(lane, -bytes);
        notifyAll();
    }

    /// Places for answers that may grow large. Large answers of one lane take turns.
    FairPlaces<Lane> growing() {
        return growing;
    }

    /// Bytes that are held now.
    public synchronized long held() {
        return strangers.held + merchants.held;
    }

    /// How often there was no room since the start.
    public synchronized long refused() {
        return refused;
    }

    @GuardedBy("this")
    private void add(Lane lane, long bytes) {
        switch (lane) {
            case Lane.Stranger _ -> strangers.add(lane, bytes);
            case Lane.Merchant _ -> merchants.add(lane, bytes);
            case Lane.Payer _ -> {
                payers.add(lane, bytes);
                merchants.add(lane, bytes);
            }
            case Lane.Program() -> {}
        }
    }
}
