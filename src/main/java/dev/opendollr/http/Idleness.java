package dev.opendollr.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;

/// Whether a connection waits for its caller, for how long, and whether its newest request came with a token. Threads
/// may share it.
final class Idleness {
    /// A connection whose strangers have kept it waiting for longer, to send bodies or to read answers, may lose the
    /// request that keeps it waiting now. All their requests count together: each could take a little less.
    static final Duration STRANGERS_STALL_MAX = Duration.ofSeconds(2);
    /// For so long nobody takes a connection from a caller who has shown a token, between two requests or while the
    /// body of one comes.
    static final Duration CALLERS_IDLE_MAX = Duration.ofSeconds(5);

    /// Whoever takes no longer has not kept it waiting.
    private static final Duration PROMPT = Duration.ofMillis(2);

    @GuardedBy("this")
    private State state = State.OF_A_STRANGER;

    @GuardedBy("this")
    private long since = System.nanoTime();

    /// For how long strangers have stalled it, apart from now.
    @GuardedBy("this")
    private Duration stalled = Duration.ZERO;

    private enum State {
        /// It waits for a whole head, and nobody knows from whom.
        OF_A_STRANGER,
        /// It waits, and its newest request came with a token.
        OF_A_CALLER,
        /// A request is under way.
        BUSY,
        /// A stranger's request is under way, and waits for what is still to be sent or read.
        STALLED,
        /// A caller's request waits for its body. One that may take long is wanted, and nothing was changed before.
        WITHOUT_BODY,
        /// It is closed in favour of another one.
        GAVE_WAY
    }

    /// Whose connections have to make room.
    enum Whose {
        STRANGERS,
        /// Those of callers who have shown a token too, as if they had reached their idle timeout early.
        ANYBODYS
    }

    /// A request has come; not when the connection has given way, and then nothing of it may be carried out.
    synchronized boolean begin() {
        if (state == State.GAVE_WAY) {
            return false;
        }
        state = State.BUSY;
        since = System.nanoTime();
        return true;
    }

    /// The request is a stranger's, and waits for that stranger.
    synchronized void stall() {
        if (state == State.BUSY) {
            state = State.STALLED;
            since = System.nanoTime();
        }
    }

    /// The request is that of a caller who has shown a token, and waits for its body.
    synchronized void awaitBody() {
        if (state == State.BUSY) {
            state = State.WITHOUT_BODY;
            since = System.nanoTime();
        }
    }

    /// It waits no longer; not when the connection has given way meanwhile.
    synchronized boolean goOn() {
        if (state == State.STALLED) {
            stalled = stalled.plus(beyond(waited(), PROMPT));
            state = State.BUSY;
        } else if (state == State.WITHOUT_BODY) {
            state = State.BUSY;
        }
        return state != State.GAVE_WAY;
    }

    /// The request was answered; `known` says whether it came with a token that is right.
    synchronized void end(boolean known) {
        if (state == State.GAVE_WAY) {
            return;
        }
        state = known ? State.OF_A_CALLER : State.OF_A_STRANGER;
        stalled = known ? Duration.ZERO : stalled;
        since = System.nanoTime();
    }

    /// For how long it has waited, if it may give way.
    synchronized Optional<Duration> spare(Whose whose) {
        return switch (state) {
            case OF_A_STRANGER -> Optional.of(waited());
            case STALLED ->
                Optional.of(stalled.plus(waited()).minus(STRANGERS_STALL_MAX)).filter(Duration::isPositive);
            case OF_A_CALLER, WITHOUT_BODY ->
                Optional.of(waited().minus(CALLERS_IDLE_MAX))
                        .filter(beyond -> whose == Whose.ANYBODYS && beyond.isPositive());
            case BUSY, GAVE_WAY -> Optional.empty();
        };
    }

    /// Whether it may be closed; no request of it begins any more.
    synchronized boolean giveWay(Whose whose) {
        if (spare(whose).isEmpty()) {
            return false;
        }
        refuse();
        return true;
    }

    /// No request of it begins any more.
    synchronized void refuse() {
        state = State.GAVE_WAY;
    }

    private static Duration beyond(Duration time, Duration allowed) {
        return time.compareTo(allowed) > 0 ? time.minus(allowed) : Duration.ZERO;
    }

    @GuardedBy("this")
    private Duration waited() {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
