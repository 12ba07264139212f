package dev.opendollr.execution;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The times that payments go by: that of the service, which a sandbox moves, that of this machine, and one in
/// nanoseconds that nobody sets.
public record Clocks(InstantSource service, InstantSource host, LongSupplier running) {
    /// Those of this machine, below the clock of the service.
    public static Clocks of(InstantSource service) {
        return new Clocks(service, InstantSource.system(), System::nanoTime);
    }

    /// Begins now. A process that is stopped meanwhile finds it over, whatever was done to the other clocks.
    Lease lease(Duration length) {
        return new Lease(running, running.getAsLong(), length);
    }

    /// For how long an execution belongs to whoever has begun or claimed it.
    record Lease(LongSupplier running, long begun, Duration length) {
        boolean isOver() {
            return running.getAsLong() - begun >= length.toNanos();
        }
    }
}
