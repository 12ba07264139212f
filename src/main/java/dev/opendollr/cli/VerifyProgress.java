package dev.opendollr.cli;

import dev.opendollr.base.db.Invariants;
import java.io.PrintWriter;
import java.time.Duration;

/// Prints the progress of `verify` with the time so far: after each rule on whole tables, and for families at
/// most once a second.
final class VerifyProgress implements Invariants.Watcher {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final PrintWriter out;
    private final long began = System.nanoTime();
    private Duration said = Duration.ZERO;

    VerifyProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void lookedAt(long families, long ofAll) {
        var now = sinceBeginning();
        if (families >= ofAll || now.minus(said).compareTo(EVERY) >= 0) {
            said = now;
            say("%,d of %,d sources and sessions".formatted(families, ofAll));
        }
    }

    @Override
    public synchronized void lookedAt(String rule) {
        say(rule);
    }

    private void say(String what) {
        out.printf(
                "%5d.%d s  %s%n", sinceBeginning().toSeconds(), sinceBeginning().toMillisPart() / 100, what);
        out.flush();
    }

    private Duration sinceBeginning() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
