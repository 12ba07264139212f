package dev.opendollr.bench;

/// Units of work that nobody has begun, numbered from 0 and cut into one range for each client, so that none is done
/// twice. Unit n is about order `firstOrder` + n and its session `firstSession` + n, where it needs them.
record UnitBlock(long firstOrder, long firstSession, int clients, int unitsPerClient) {
    long size() {
        return (long) clients * unitsPerClient;
    }
}
