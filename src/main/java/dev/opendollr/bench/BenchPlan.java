package dev.opendollr.bench;

import java.time.Duration;

/// What to measure, for how many merchants and connections, and for how long.
public record BenchPlan(Workload workload, int merchants, int connections, Duration time, int rounds, Duration warmUp) {
    public static final int CONNECTIONS_MAX = 500;
    public static final int SECONDS_MAX = 300;
    public static final int ROUNDS_MAX = 20;
    public static final int WARM_UP_SECONDS_MAX = 600;
}
