package dev.opendollr.bench;

/// Units of work that are not begun yet, numbered from 0 and divided into one range for each client, so that no
/// unit is done twice. Unit n uses order `firstOrder` + n and its session `firstSession` + n, if it needs them.
record UnitBlock(long firstOrder, long firstSession, int clients, int unitsPerClient) {
    long size() {
        return (long) clients * unitsPerClient;
    }
}
