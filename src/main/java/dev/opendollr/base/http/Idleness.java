package dev.opendollr.base.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Whether a connection waits for its caller, for how long, and whether its newest request came with a token. Threads
/// may share it.
final class Idleness {
    /// A limit for callers without a token (strangers), who keep a connection waiting while they send a body or
    /// read an answer. Beyond it the connection may be closed in the middle of the request. All strangers'
    /// requests on the connection count together: otherwise each could stay a little below the limit.
    static final Duration STRANGERS_STALL_MAX = Duration.ofSeconds(2);
    /// For this long no new connection displaces that of a caller who has shown a token, between two requests
    /// or while a body arrives. The idle timeout may close it earlier.
    static final Duration CALLERS_IDLE_MAX = Duration.ofSeconds(5);

    /// A wait of up to this time does not count as a stall.
    private static final Duration PROMPT = Duration.ofMillis(2);

    /// As [System#nanoTime].
    private final LongSupplier clock;

    @GuardedBy("this")
    private State state = State.OF_A_STRANGER;

    @GuardedBy("this")
    private long since;

    /// How long strangers have stalled the connection, without the current stall.
    @GuardedBy("this")
    private Duration stalled = Duration.ZERO;

    private enum State {
        /// It waits for a whole request head from an unknown caller.
        OF_A_STRANGER,
        /// It waits, and its newest request came with a token.
        OF_A_CALLER,
        /// A request is under way.
        BUSY,
        /// A stranger's request is under way, and the server waits for the stranger to send the body or to read
        /// the answer.
        STALLED,
        /// The request of a caller with a token waits for its body. Only a body that the operation needs may
        /// take long, and nothing is changed before it is read.
        WITHOUT_BODY,
        /// It is closed in favour of another one.
        GAVE_WAY
    }

    /// The callers that have to make room.
    enum Whose {
        STRANGERS,
        /// Also callers who have shown a token, as if their connections had reached the idle timeout early.
        ANYBODYS
    }

    Idleness(LongSupplier clock) {
        this.clock = clock;
        since = clock.getAsLong();
    }

    /// A request has arrived. False if the connection has given way; then no part of the request may be carried
    /// out.
    synchronized boolean begin() {
        if (state == State.GAVE_WAY) {
            return false;
        }
        state = State.BUSY;
        since = clock.getAsLong();
        return true;
    }

    /// The request is a stranger's, and waits for that stranger.
    synchronized void stall() {
        if (state == State.BUSY) {
            state = State.STALLED;
            since = clock.getAsLong();
        }
    }

    /// The request is that of a caller who has shown a token, and waits for its body.
    synchronized void awaitBody() {
        if (state == State.BUSY) {
            state = State.WITHOUT_BODY;
            since = clock.getAsLong();
        }
    }

    /// The wait is over. False if the connection has given way meanwhile.
    synchronized boolean goOn() {
        if (state == State.STALLED) {
            stalled = stalled.plus(beyond(waited(), PROMPT));
            state = State.BUSY;
        } else if (state == State.WITHOUT_BODY) {
            state = State.BUSY;
        }
        return state != State.GAVE_WAY;
    }

    /// The request was answered; `known` tells whether it came with a valid token.
    synchronized void end(boolean known) {
        if (state == State.GAVE_WAY) {
            return;
        }
        state = known ? State.OF_A_CALLER : State.OF_A_STRANGER;
        stalled = known ? Duration.ZERO : stalled;
        since = clock.getAsLong();
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

    /// Whether the connection may be closed. If so, it accepts no further request.
    synchronized boolean giveWay(Whose whose) {
        if (spare(whose).isEmpty()) {
            return false;
        }
        refuse();
        return true;
    }

    /// From now on the connection accepts no request.
    synchronized void refuse() {
        state = State.GAVE_WAY;
    }

    private static Duration beyond(Duration time, Duration allowed) {
        return time.compareTo(allowed) > 0 ? time.minus(allowed) : Duration.ZERO;
    }

    @GuardedBy("this")
    private Duration waited() {
        return Duration.ofNanos(clock.getAsLong() - since);
    }
}
