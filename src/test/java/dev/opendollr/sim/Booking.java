package dev.opendollr.sim;

import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// An attempt in the books of [FaultyGateway]: where it stands, and what will become of it.
final class Booking {
    private final Attempt attempt;
    private final Instant hiddenUntil;
    private final Deque<Turn> plan;
    private State state;
    private boolean announced;

    enum State {
        WORKING,
        WAITING_FOR_PAYER,
        SETTLED,
        /// Settled, whatever the gateway says for a while.
        DENIED,
        DECLINED;

        boolean isFinal() {
            return this == SETTLED || this == DENIED || this == DECLINED;
        }
    }

    /// What becomes of an attempt, and when.
    record Turn(Instant at, State to) {}

    Booking(Attempt attempt, State state, List<Turn> plan, Instant hiddenUntil) {
        this.attempt = attempt;
        this.state = state;
        this.plan = new ArrayDeque<>(plan);
        this.hiddenUntil = hiddenUntil;
    }

    Attempt attempt() {
        return attempt;
    }

    State state() {
        return state;
    }

    boolean isSettled() {
        return state == State.SETTLED || state == State.DENIED;
    }

    boolean isPlanned() {
        return !plan.isEmpty();
    }

    /// Whether the gateway says for a while that it knows nothing of it; never once it has called back.
    boolean isHidden(Instant at) {
        return !announced && at.isBefore(hiddenUntil);
    }

    void announce() {
        announced = true;
    }

    /// What becomes of it next, if the time has come.
    Optional<State> next(Instant at) {
        return Optional.ofNullable(plan.peek())
                .filter(turn -> !turn.at().isAfter(at))
                .map(Turn::to);
    }

    /// Takes the next turn of the plan.
    void turn() {
        state = plan.remove().to();
    }

    /// Is given up for good.
    void cancel() {
        plan.clear();
        state = State.DECLINED;
    }

    Outcome outcome() {
        var providerId = "gw-" + attempt.id().value();
        return switch (state) {
            case WORKING -> new Outcome.Accepted(providerId);
            case WAITING_FOR_PAYER ->
                new Outcome.NeedsAction(providerId, "secret-" + attempt.id().value());
            case SETTLED -> new Outcome.Settled(providerId);
            case DENIED, DECLINED -> new Outcome.Declined("DECLINED", "The operator has declined it");
        };
    }
}
