package dev.opendollr.sim;

/// The process dies here. An error, so that nothing but its own death cleans up after it.
final class Crash extends Error {
    Crash(Boundary where) {
        super("the process dies: " + where, null, false, false);
    }
}
