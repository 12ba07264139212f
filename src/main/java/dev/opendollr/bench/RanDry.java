package dev.opendollr.bench;

/// The fresh units were used up before the time was over, so the run has no result. It must be repeated with
/// more units.
final class RanDry extends RuntimeException {
    RanDry() {
        super("the fresh orders ran out before the time did", null, false, false);
    }
}
