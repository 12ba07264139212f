package dev.opendollr.sim;

import java.util.random.RandomGenerator;

/// Where the process dies, and where others come in between two of its steps.
final class Interruptions {
    private static final int OTHERS_PERCENT = 4;
    /// A gateway takes its time, in which much can happen.
    private static final int OTHERS_MEANWHILE_PERCENT = 20;

    private final Thread player = Thread.currentThread();
    private RandomGenerator random = RandomGenerator.getDefault();
    private Runnable others = () -> {};
    private int stepsToLive;
    private boolean othersAreIn = true;

    /// From now on `others` may come in wherever nothing is held; the process does not die yet.
    void watch(RandomGenerator seeded, Runnable newcomers) {
        random = seeded;
        others = newcomers;
        stepsToLive = 0;
        othersAreIn = false;
    }

    /// Nothing is interrupted any more.
    void rest() {
        stepsToLive = 0;
        othersAreIn = true;
    }

    /// It dies at the boundary with this number, counted from one.
    void dieAfter(int boundaries) {
        stepsToLive = boundaries;
    }

    void liveOn() {
        stepsToLive = 0;
    }

    /// A boundary at which something is held or on its way: only death interrupts it.
    void pass() {
        if (othersAreIn || stepsToLive == 0) {
            return;
        }
        stepsToLive--;
        if (stepsToLive == 0) {
            throw new Crash();
        }
    }

    /// A boundary at which nothing is held.
    void between() {
        pass();
        letIn(OTHERS_PERCENT);
    }

    /// A gateway has been asked, and its answer is on its way.
    void meanwhile() {
        pass();
        letIn(OTHERS_MEANWHILE_PERCENT);
    }

    private void letIn(int percent) {
        boolean letsIn = !othersAreIn && Thread.currentThread() == player;
        if (letsIn && random.nextInt(100) < percent) {
            othersAreIn = true;
            try {
                others.run();
            } finally {
                othersAreIn = false;
            }
        }
    }
}
