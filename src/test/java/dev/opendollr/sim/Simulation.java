package dev.opendollr.sim;

import dev.opendollr.db.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One seed from its first step to the reckoning: random traffic with faults and crashes; then the faults end, what is
/// open drains, and everything must add up.
final class Simulation {
    private static final int MOVES = 45;
    private static final int CRASHES_PERCENT = 15;
    private static final int BOUNDARIES_MAX = 14;
    private static final int ROUNDS_MAX = 60;
    private static final Duration ROUND = Duration.ofMinutes(35);

    private final World world;
    private final Traffic traffic;
    private final Interruptions interruptions;
    private final Journal journal;

    /// What one seed has come to.
    record Result(long seed, List<String> complaints, List<String> journal, Map<Sighting, Integer> sightings) {
        boolean isSound() {
            return complaints.isEmpty();
        }
    }

    private Simulation(World world) {
        this.world = world;
        traffic = new Traffic(world);
        interruptions = world.interruptions();
        journal = world.journal();
    }

    static Result play(long seed, Database database, Interruptions interruptions) {
        interruptions.rest();
        try (var world = new World(seed, database, interruptions)) {
            var simulation = new Simulation(world);
            simulation.play();
            var journal = world.journal();
            return new Result(seed, journal.complaints(), journal.lines(), journal.sightings());
        }
    }

    private void play() {
        try {
            world.watch(traffic::intrude);
            for (int move = 0; move < MOVES; move++) {
                move();
            }
            interruptions.rest();
            drain();
            new Reckoning(world).reckon();
        } catch (RuntimeException failure) {
            interruptions.rest();
            journal.complain("unexpected " + failure);
            for (var line : failure.getStackTrace()) {
                journal.note("    at " + line);
            }
        }
    }

    private void move() {
        if (world.chance(CRASHES_PERCENT)) {
            interruptions.dieAfter(1 + world.number(BOUNDARIES_MAX));
        }
        try {
            traffic.move();
        } catch (Crash crash) {
            journal.note("  " + crash.getMessage());
            journal.saw(Sighting.CRASH);
            world.restart();
        } finally {
            interruptions.liveOn();
        }
        world.gateway().turn();
    }

    /// No more faults and no more traffic: what was begun comes to its end.
    private void drain() {
        journal.note("the faults end");
        world.gateway().calmDown();
        for (int round = 0; round < ROUNDS_MAX; round++) {
            world.advance(ROUND);
            world.gateway().turn();
            boolean calledBack = traffic.deliverAll();
            int resolved = world.program().resolver().resolveDue();
            journal.note("the resolver has looked after " + resolved);
            if (!calledBack && resolved == 0 && world.gateway().isQuiet() && Reckoning.isNothingDue(world)) {
                return;
            }
        }
        journal.complain("something stays open");
    }
}
