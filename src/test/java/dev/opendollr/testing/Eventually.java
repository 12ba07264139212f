package dev.opendollr.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something that must come true, by looking again and again for a limited time.
public final class Eventually {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Eventually() {}

    public static void isTrue(String what, BooleanSupplier condition) {
        long ends = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > ends) {
                throw new AssertionError("still not so after " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
