package dev.opendollr.sim;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.ServiceReason;
import dev.opendollr.sim.Boundary.Moment;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Where a process dies, where nobody is told of a commit, and where others come in between two steps.
final class Interruptions {
    private static final Unavailable DOUBT = new Unavailable(new ServiceReason.DatabaseAway());
    private static final int OTHERS_PERCENT = 4;
    /// A gateway takes its time, in which much can happen.
    private static final int OTHERS_MEANWHILE_PERCENT = 20;

    private final Thread player = Thread.currentThread();
    private Optional<Watched> watched = Optional.empty();
    private final Set<Boundary> deathsAt = EnumSet.noneOf(Boundary.class);
    private final Set<Boundary> doubtsAt = EnumSet.noneOf(Boundary.class);
    private int stepsToLive;
    private boolean isDead;
    private boolean othersAreIn;

    private record Watched(RandomGenerator random, Runnable others, Journal journal) {}

    /// From now on `others` may come in wherever nothing is held; the process does not die yet.
    void watch(RandomGenerator random, Runnable others, Journal journal) {
        rest();
        watched = Optional.of(new Watched(random, others, journal));
    }

    /// Nothing is interrupted any more.
    void rest() {
        watched = Optional.empty();
        deathsAt.clear();
        doubtsAt.clear();
        othersAreIn = false;
        liveOn();
    }

    /// A process dies at the boundary with this number, counted from one, unless it is told to live on before.
    void dieAfter(int boundaries) {
        stepsToLive = boundaries;
    }

    /// A process dies where it comes to `boundary` next, however late that is.
    void dieAt(Boundary boundary) {
        deathsAt.add(boundary);
    }

    /// Where somebody comes to `boundary` next, it is told that the database is away.
    void doubtAt(Boundary boundary) {
        doubtsAt.add(boundary);
    }

    void liveOn() {
        stepsToLive = 0;
        isDead = false;
    }

    /// Whether somebody was told that the database is away.
    static boolean isDoubt(ProblemException refusal) {
        return refusal.problem().equals(DOUBT);
    }

    /// A boundary. Where something is held or on its way, only death interrupts it.
    void pass(Moment moment) {
        if (isDead) {
            return;
        }
        watched.ifPresent(play -> {
            interrupt(play, moment);
            switch (moment) {
                case COMMITTED -> letIn(play, OTHERS_PERCENT);
                case ASKED -> letIn(play, OTHERS_MEANWHILE_PERCENT);
                case COMMITTING, ASKING -> {}
            }
        });
    }

    private void interrupt(Watched play, Moment moment) {
        boolean isLast = stepsToLive == 1;
        stepsToLive = Math.max(0, stepsToLive - 1);
        if (!isLast && deathsAt.isEmpty() && doubtsAt.isEmpty()) {
            return;
        }
        var here = Boundary.here(moment);
        if (deathsAt.remove(here) || isLast) {
            isDead = true;
            play.journal().seen().death(here);
            throw new Crash(here);
        }
        if (doubtsAt.remove(here)) {
            play.journal().note("  nobody is told: " + here);
            play.journal().seen().doubt(here);
            throw new ProblemException(DOUBT);
        }
    }

    private void letIn(Watched play, int percent) {
        boolean letsIn = !othersAreIn && Thread.currentThread() == player;
        if (letsIn && play.random().nextInt(100) < percent) {
            othersAreIn = true;
            try {
                play.others().run();
            } finally {
                othersAreIn = false;
            }
        }
    }
}
