package dev.opendollr.bench;

import java.time.Duration;

/// How many connections the merchant has, and how long each attack lasts.
public record AttackPlan(int connections, Duration time, Duration warmUp) {}
