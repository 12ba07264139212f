package dev.opendollr.work;

import dev.opendollr.problem.Problem.Unavailable;
import dev.opendollr.problem.ProblemException;
import dev.opendollr.work.FairPlaces.Entry;

/// Lets a caller in where there are places, or tells it why not.
public final class Admission {
    private Admission() {}

    /// Somebody who asks for a place, and may wait for it.
    @FunctionalInterface
    public interface Asking {
        Entry enter() throws InterruptedException;
    }

    /// Returns when there was a place. Refuses whoever waited in vain with the sentence `tooLate`.
    public static void orRefuse(Asking asking, String tooLate) {
        try {
            switch (asking.enter()) {
                case IN -> {}
                case FULL -> throw Unavailable.tooMuchAtOnce();
                case TOO_LATE -> throw new ProblemException(new Unavailable(tooLate));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Unavailable.stopping();
        }
    }

    /// The same, where waiting in vain is no different from finding too many who wait.
    public static void orRefuse(Asking asking) {
        orRefuse(asking, Unavailable.TOO_MUCH_AT_ONCE);
    }
}
