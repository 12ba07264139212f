package dev.opendollr.cli;

import dev.opendollr.db.Invariants;
import java.io.PrintWriter;
import java.time.Duration;

/// Says how far `verify` is and how long it took: each rule of whole tables, and families once in a while.
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
