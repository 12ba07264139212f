package dev.opendollr.bench;

import java.util.Arrays;
import java.util.Collection;

/// How long each of many calls took, in microseconds.
final class Latencies {
    private static final int PERCENT = 100;

    private final long[] sortedMicros;

    private Latencies(long[] sortedMicros) {
        this.sortedMicros = sortedMicros;
    }

    static Latencies of(Collection<long[]> parts) {
        var all = parts.stream().flatMapToLong(Arrays::stream).toArray();
        Arrays.sort(all);
        return new Latencies(all);
    }

    int count() {
        return sortedMicros.length;
    }

    /// The smallest latency that at least `percent` of all calls did not exceed; 0 when there were none.
    long percentileMicros(int percent) {
        if (percent < 1 || percent > PERCENT) {
            throw new IllegalArgumentException("a percentile is from 1 to 100, not " + percent);
        }
        if (sortedMicros.length == 0) {
            return 0;
        }
        long rank = Math.ceilDiv((long) sortedMicros.length * percent, PERCENT);
        return sortedMicros[Math.toIntExact(rank - 1)];
    }
}
