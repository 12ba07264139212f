package dev.opendollr.bench;

import java.time.Duration;

/// What one run of cancels showed: how many in what time, how long each took, and the CPU time of who ran them.
record Measurement(long cancels, Duration took, Latencies latencies, long cpuMillis, long generatorCpuMillis) {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long CANCELS_OF_CPU_FIGURE = 10_000;

    long perSecond() {
        return cancels * NANOS_PER_SECOND / Math.max(1, took.toNanos());
    }

    /// CPU time for 10,000 cancels.
    long cpuMillisPer10k() {
        return per10k(cpuMillis);
    }

    /// The same of the load generator; 0 where it is the measured process itself.
    long generatorCpuMillisPer10k() {
        return per10k(generatorCpuMillis);
    }

    private long per10k(long millis) {
        return millis * CANCELS_OF_CPU_FIGURE / Math.max(1, cancels);
    }
}
