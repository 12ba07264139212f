package dev.opendollr.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.work.FairPlaces.Share;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The bytes that all requests together may hold in memory. Threads may share it.
///
/// Strangers have a quarter of them together, merchants the rest, and no merchant more than a quarter of that rest.
/// What the program does for itself is bounded elsewhere.
public final class ByteBudget {
    private static final int STRANGERS_PART = 4;
    private static final int MERCHANT_PART = 4;
    /// No more requests than this are under way in one process.
    private static final int LANES_MAX = 2_048;
    private static final Share ONE_OF_A_LANE = new Share(1, 0, 64);

    /// Each lane has one.
    private final FairPlaces<Lane> growing = new FairPlaces<>(LANES_MAX, _ -> ONE_OF_A_LANE);
    private final long strangersMax;
    private final long merchantsMax;
    private final long merchantMax;

    @GuardedBy("this")
    private final Map<MerchantId, Long> ofMerchants = new HashMap<>();

    @GuardedBy("this")
    private long merchants;

    @GuardedBy("this")
    private long strangers;

    @GuardedBy("this")
    private long refused;

    public ByteBudget(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("budget of " + bytes);
        }
        strangersMax = bytes / STRANGERS_PART;
        merchantsMax = bytes - strangersMax;
        merchantMax = merchantsMax / MERCHANT_PART;
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
            case Lane.Strangers() -> strangers + bytes <= strangersMax;
            case Lane.Merchant(var id) ->
                ofMerchants.getOrDefault(id, 0L) + bytes <= merchantMax && merchants + bytes <= merchantsMax;
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
        return strangers + merchants;
    }

    /// How often there was no room, ever.
    public synchronized long refused() {
        return refused;
    }

    @GuardedBy("this")
    private void add(Lane lane, long bytes) {
        switch (lane) {
            case Lane.Strangers() -> strangers += bytes;
            case Lane.Merchant(var id) -> {
                merchants += bytes;
                ofMerchants.merge(id, bytes, (held, more) -> held + more == 0 ? null : held + more);
            }
            case Lane.Program() -> {}
        }
    }
}
