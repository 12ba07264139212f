package dev.opendollr.sim;

/// The process dies here. An error, so that nothing but its own death cleans up after it.
final class Crash extends Error {
    Crash() {
        super("the process dies", null, false, false);
    }
}
