package dev.opendollr.gateway.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that goes only when a test says so.
final class StoppedClock implements InstantSource {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

    @Override
    public Instant instant() {
        return time.get();
    }

    void pass(Duration duration) {
        var _ = time.updateAndGet(before -> before.plus(duration));
    }
}
