package dev.opendollr.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;

/// What the memory of this process held before a fuzzer began; it must hold little more when it has ended.
final class HeapWatch {
    /// Jetty keeps released buffers for later, up to a share of the heap that this process may have.
    private static final long GROWTH_BYTES_MAX =
            64L * 1024 * 1024 + Runtime.getRuntime().maxMemory() / 4;

    private final long before = used();

    void check() {
        assertThat(used() - before)
                .as("bytes held in memory since the fuzzer began")
                .isLessThan(GROWTH_BYTES_MAX);
    }

    /// After a collection of what nobody holds any more.
    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
