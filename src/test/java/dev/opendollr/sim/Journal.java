package dev.opendollr.sim;

import java.util.ArrayList;
import java.util.List;

/// What happened in one seed, in words that are the same whenever it is played: no number of the database is in it.
final class Journal {
    private final SimulatedClock clock;
    private final List<String> lines = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    Journal(SimulatedClock clock) {
        this.clock = clock;
    }

    void note(String line) {
        lines.add(clock.sinceStart() + " " + line);
    }

    /// Something that must never happen.
    void complain(String what) {
        note("BROKEN: " + what);
        complaints.add(what);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }
}
