package dev.opendollr.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;

/// Whether a connection waits for a request, for how long, and whether its newest one came with a token. Threads may
/// share it.
final class Idleness {
    @GuardedBy("this")
    private State state = State.OF_A_STRANGER;

    @GuardedBy("this")
    private long since = System.nanoTime();

    private enum State {
        /// It waits for a whole head, and nobody knows from whom.
        OF_A_STRANGER,
        /// It waits, and its newest request came with a token.
        OF_A_CALLER,
        /// A request is under way.
        BUSY,
        /// It is closed in favour of another one.
        GAVE_WAY
    }

    /// A request has come; not when the connection has given way, and then nothing of it may be carried out.
    synchronized boolean begin() {
        if (state == State.GAVE_WAY) {
            return false;
        }
        state = State.BUSY;
        return true;
    }

    /// The request was answered; `known` says whether it came with a token that is right.
    synchronized void end(boolean known) {
        state = known ? State.OF_A_CALLER : State.OF_A_STRANGER;
        since = System.nanoTime();
    }

    /// For how long it has waited, if it may give way.
    synchronized Optional<Duration> spare() {
        return state == State.OF_A_STRANGER
                ? Optional.of(Duration.ofNanos(System.nanoTime() - since))
                : Optional.empty();
    }

    /// Whether it may be closed; no request of it begins any more.
    synchronized boolean giveWay() {
        if (state != State.OF_A_STRANGER) {
            return false;
        }
        state = State.GAVE_WAY;
        return true;
    }
}
