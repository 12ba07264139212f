package dev.opendollr.base.work;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.base.problem.ServiceReason;
import dev.opendollr.base.work.FairPlaces.Entry;

/// Gives a caller a place, or tells it why it gets none.
public final class Admission {
    private Admission() {}

    /// A request for a place, which may wait for it.
    @FunctionalInterface
    public interface Asking {
        Entry enter() throws InterruptedException;
    }

    /// Returns once there is a place. A caller that has waited in vain is refused because of `tooLate`.
    public static void orRefuse(Asking asking, Reason tooLate) {
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

    /// The same, with one reason for both: a caller that has waited in vain, and one that found too many
    /// callers waiting.
    public static void orRefuse(Asking asking) {
        orRefuse(asking, new ServiceReason.TooMuchAtOnce());
    }
}
