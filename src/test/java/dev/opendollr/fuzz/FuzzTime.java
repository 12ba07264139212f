package dev.opendollr.fuzz;

import java.time.Duration;

/// For how long a fuzzer plays, and from which seed. `-Dfuzz.seconds=3600` plays an hour, `-Dfuzz.seed=7` begins with
/// that seed.
final class FuzzTime {
    private static final int SECONDS = 60;

    private final long end = System.nanoTime()
            + Duration.ofSeconds(Integer.getInteger("fuzz.seconds", SECONDS)).toNanos();
    private long seed = Long.getLong("fuzz.seed", 1);

    boolean isLeft() {
        return System.nanoTime() - end < 0;
    }

    long nextSeed() {
        return seed++;
    }
}
