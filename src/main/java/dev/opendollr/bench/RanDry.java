package dev.opendollr.bench;

/// The fresh units were used up before the time was, so the run shows nothing; one with more of them will.
final class RanDry extends RuntimeException {
    RanDry() {
        super("the fresh orders ran out before the time did", null, false, false);
    }
}
