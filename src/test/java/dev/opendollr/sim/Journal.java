package dev.opendollr.sim;

import dev.opendollr.base.problem.Problem;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.session.SessionReason.TimeToPayIsOver;
import dev.opendollr.testing.Refusals;
import java.util.ArrayList;
import java.util.List;

/// What happened in one seed, in words that are the same whenever it is played: no number of the database is in
/// it.
final class Journal {
    private final SimulatedClock clock;
    private final List<String> lines = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Sightings seen = new Sightings();

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

    /// A refusal is ordinary when it says what the merchant did wrong.
    void refused(ProblemException refusal) {
        note("  refused: " + Refusals.sentence(refusal.problem()));
        boolean ordinary = refusal.problem() instanceof Problem.Refused
                || refusal.problem() instanceof Problem.NotFound
                || Interruptions.isDoubt(refusal);
        if (Refusals.reason(refusal.problem())
                .filter(TimeToPayIsOver.class::isInstance)
                .isPresent()) {
            saw(Sighting.CHECKOUT_ENDED);
        }
        if (!ordinary) {
            complain("unexpected " + refusal.problem());
        }
    }

    void saw(Sighting sighting) {
        seen.sighting(sighting);
    }

    Sightings seen() {
        return seen;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }
}
