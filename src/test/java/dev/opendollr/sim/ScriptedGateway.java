package dev.opendollr.sim;

import dev.opendollr.execution.Execution;
import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/// Says what a test has prepared, and keeps what it was asked for.
final class ScriptedGateway implements Gateway {
    private final List<Attempt> requested = new CopyOnWriteArrayList<>();
    private final List<Attempt> canceled = new CopyOnWriteArrayList<>();
    private volatile Optional<Outcome> toCancels = Optional.empty();
    private volatile Function<Attempt, Outcome> answer = _ -> new Outcome.Unknown("nothing was prepared");

    /// From now on it answers so, whatever it is asked.
    void says(Outcome outcome) {
        answer = _ -> outcome;
    }

    void says(Function<Attempt, Outcome> outcome) {
        answer = outcome;
    }

    /// From now on it answers so about this execution, and otherwise about others.
    void says(Execution about, Supplier<Outcome> outcome, Outcome otherwise) {
        answer = attempt -> attempt.id().equals(about.attemptId()) ? outcome.get() : otherwise;
    }

    /// From now on it answers so when it is asked to give something up, and otherwise to all else.
    void saysToCancels(Outcome outcome, Outcome otherwise) {
        toCancels = Optional.of(outcome);
        says(otherwise);
    }

    List<Attempt> requested() {
        return List.copyOf(requested);
    }

    /// How often it was asked to give this execution up.
    long cancels(Execution execution) {
        return canceled.stream()
                .filter(attempt -> attempt.id().equals(execution.attemptId()))
                .count();
    }

    @Override
    public Outcome request(Attempt attempt) {
        requested.add(attempt);
        return answer.apply(attempt);
    }

    @Override
    public Outcome look(Attempt attempt) {
        return answer.apply(attempt);
    }

    @Override
    public Outcome cancel(Attempt attempt) {
        canceled.add(attempt);
        return toCancels.orElseGet(() -> answer.apply(attempt));
    }

    @Override
    public Optional<Card> card(String token) {
        return Optional.empty();
    }
}
