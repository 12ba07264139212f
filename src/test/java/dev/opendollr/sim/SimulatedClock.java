package dev.opendollr.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// A clock that only a simulation moves. Each look is a microsecond after the one before, so that no two things
/// happen at once and their order is that of the seed.
final class SimulatedClock implements InstantSource {
    static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private Instant now = START;

    @Override
    public Instant instant() {
        now = now.plus(1, ChronoUnit.MICROS);
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    /// Does not count as a look.
    Duration sinceStart() {
        return Duration.between(START, now);
    }
}
