package dev.opendollr.execution;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The clocks of payments: the service's clock, which a sandbox can move; the machine's clock; and a monotonic
/// clock in nanoseconds.
public record Clocks(InstantSource service, InstantSource host, LongSupplier running) {
    /// The clocks of this machine, together with the service's clock.
    public static Clocks of(InstantSource service) {
        return new Clocks(service, InstantSource.system(), System::nanoTime);
    }

    /// A lease that begins now. A process that was suspended meanwhile finds it expired, even if the other
    /// clocks were set.
    Lease lease(Duration length) {
        return new Lease(running, running.getAsLong(), length);
    }

    /// The time during which only the process that began or claimed an execution works on it.
    record Lease(LongSupplier running, long begun, Duration length) {
        boolean isOver() {
            return running.getAsLong() - begun >= length.toNanos();
        }
    }
}
