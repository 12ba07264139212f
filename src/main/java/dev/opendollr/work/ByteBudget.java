package dev.opendollr.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;

/// The bytes that all requests together may hold in memory. Threads may share it.
///
/// Strangers have a quarter of them together, merchants the rest. Within such a part nobody holds more than a third
/// of what it leaves free: one alone gets a quarter of the part, the next a quarter of what is left then, and a crowd
/// of them leaves something to whoever holds nothing. Strangers of this machine, whose address many may share, may
/// hold all that is free in their part. What the program does for itself is bounded elsewhere.
public final class ByteBudget {
    private static final int STRANGERS_PART = 4;
    private static final int FREE_FOR_EACH_HELD = 3;

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
        boolean fits = switch (lane) {
            case Lane.Stranger _ -> strangers.hasRoom(lane, bytes);
            case Lane.Merchant _ -> merchants.hasRoom(lane, bytes);
            case Lane.Program() -> true;
        };
        if (fits) {
            add(lane, bytes);
        } else {
            refused++;
        }
        return fits;
    }

    /// Counts bytes that are held whether there is room or not; others find less of it.
    synchronized void overdraw(Lane lane, long bytes) {
        add(lane, bytes);
    }

    synchronized void giveBack(Lane lane, long bytes) {
        add(lane, -bytes);
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
