package dev.opendollr.bench;

import java.time.Duration;

/// The result of one run: how many units in what time, how long each took, and the CPU time of the measured
/// process and of the load generator.
record Measurement(long units, Duration took, Latencies latencies, long cpuMillis, long generatorCpuMillis) {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long UNITS_OF_CPU_FIGURE = 10_000;

    long perSecond() {
        return units * NANOS_PER_SECOND / Math.max(1, took.toNanos());
    }

    /// CPU time for 10,000 units.
    long cpuMillisPer10k() {
        return per10k(cpuMillis);
    }

    /// The same for the load generator; 0 if the measured process generates the load itself.
    long generatorCpuMillisPer10k() {
        return per10k(generatorCpuMillis);
    }

    private long per10k(long millis) {
        return millis * UNITS_OF_CPU_FIGURE / Math.max(1, units);
    }
}
