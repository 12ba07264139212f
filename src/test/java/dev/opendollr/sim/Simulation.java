package dev.opendollr.sim;

import dev.opendollr.base.db.Database;
import java.time.Duration;
import java.util.List;

/// One seed from its first step to the reckoning: random traffic with faults and crashes; then the faults end,
/// what is open drains, and everything must add up.
final class Simulation {
    private static final int MOVES = 55;
    private static final int CRASHES_PERCENT = 8;
    private static final int AIMED_PERCENT = 6;
    private static final int BOUNDARIES_MAX = 14;
    /// What few seeds come to, the rarest named twice; each seed aims at one of them.
    private static final List<Boundary> RARE = List.of(
            Boundary.RETURN_UNSENT,
            Boundary.RETURN_UNANSWERED,
            Boundary.GIVING_UP_UNSENT,
            Boundary.GIVING_UP_UNANSWERED,
            Boundary.GIVING_UP_UNSENT,
            Boundary.GIVING_UP_UNANSWERED,
            Boundary.STATEMENT_UNCOMMITTED,
            Boundary.STATEMENT_COMMITTED);
    private static final int ROUNDS_MAX = 60;
    private static final Duration ROUND = Duration.ofMinutes(35);
    /// What was never found is looked for during a week.
    private static final Duration QUIET_ROUND = Duration.ofDays(1);

    private final World world;
    private final Traffic traffic;
    private final Interruptions interruptions;
    private final Journal journal;
    private long aim;

    /// What one seed has come to.
    record Result(long seed, List<String> complaints, List<String> journal, Sightings seen) {
        boolean isSound() {
            return complaints.isEmpty();
        }
    }

    private Simulation(long seed, World world) {
        this.world = world;
        aim = seed;
        traffic = new Traffic(world);
        interruptions = world.interruptions();
        journal = world.journal();
    }

    static Result play(long seed, Database database, Interruptions interruptions) {
        interruptions.rest();
        try (var world = new World(seed, database, interruptions)) {
            var simulation = new Simulation(seed, world);
            simulation.play();
            var journal = world.journal();
            return new Result(seed, journal.complaints(), journal.lines(), journal.seen());
        }
    }

    private void play() {
        try {
            world.watch(traffic::intrude);
            interruptions.dieAt(aimed(RARE));
            for (int move = 0; move < MOVES; move++) {
                move();
            }
            interruptions.rest();
            drain();
            new Reckoning(world).reckon();
        } catch (RuntimeException | Error failure) {
            interruptions.rest();
            journal.complain("unexpected " + failure);
            for (var line : failure.getStackTrace()) {
                journal.note("    at " + line);
            }
        }
    }

    private void move() {
        threaten();
        world.changeProcess();
        try {
            traffic.move();
        } catch (Crash crash) {
            journal.note("  " + crash.getMessage());
            world.restart();
        } finally {
            interruptions.liveOn();
        }
        world.gateway().turn();
    }

    private void threaten() {
        if (world.chance(CRASHES_PERCENT)) {
            interruptions.dieAfter(1 + world.number(BOUNDARIES_MAX));
        }
        if (world.chance(AIMED_PERCENT)) {
            interruptions.dieAt(aimed(List.of(Boundary.values())));
        }
        if (world.chance(AIMED_PERCENT)) {
            interruptions.doubtAt(aimed(Boundary.afterCommits()));
        }
    }

    private Boundary aimed(List<Boundary> targets) {
        aim++;
        return targets.get((int) (aim % targets.size()));
    }

    /// No more faults, and no more traffic but of those who still wait for an answer: what was begun comes to
    /// its end.
    private void drain() {
        journal.note("the faults end");
        world.gateway().calmDown();
        traffic.askAtLast();
        for (int round = 0; round < ROUNDS_MAX; round++) {
            world.advance(world.gateway().isQuiet() ? QUIET_ROUND : ROUND);
            world.gateway().turn();
            boolean calledBack = traffic.deliverAll();
            int resolved = world.doors().resolver().resolveDue();
            journal.note("the resolver has looked after " + resolved);
            if (!calledBack && resolved == 0 && world.gateway().isQuiet() && Reckoning.isNothingDue(world)) {
                return;
            }
        }
        journal.complain("something stays open");
    }
}
