package dev.opendollr.bench;

/// pgbench and the server, measured one right after the other.
record Round(Measurement pgbench, Measurement server) {
    private static final long ONE = 1_000;

    /// Units a second of the server for each 1,000 of pgbench.
    long ratioPerMille() {
        return server.perSecond() * ONE / Math.max(1, pgbench.perSecond());
    }
}
