package dev.opendollr.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition that must become true. Checks it repeatedly, for a limited time.
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    public static void isTrue(String what, BooleanSupplier condition) {
        isTrue(what, PATIENCE, condition);
    }

    public static void isTrue(String what, Duration patience, BooleanSupplier condition) {
        if (!within(patience, condition)) {
            throw new AssertionError("still not so after " + patience + ": " + what);
        }
    }

    /// Whether `condition` became true within `patience`.
    public static boolean within(Duration patience, BooleanSupplier condition) {
        long ends = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - ends > 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
