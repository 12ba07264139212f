package dev.opendollr.bench;

import java.time.Duration;

/// With how many connections pages and orders are read, and for how long.
public record PagePlan(int connections, Duration time, int rounds, Duration warmUp) {}
