package dev.opendollr.gateway.sandbox;

import dev.opendollr.gateway.sandbox.Fate.Completes;
import dev.opendollr.gateway.sandbox.Fate.CompletesSlowly;
import dev.opendollr.gateway.sandbox.Fate.CompletesTwice;
import dev.opendollr.gateway.sandbox.Fate.Fails;
import dev.opendollr.gateway.sandbox.Fate.FailsThenCompletes;
import dev.opendollr.gateway.sandbox.Fate.StaysInFlight;
import dev.opendollr.gateway.sandbox.Fate.TimesOut;
import dev.opendollr.gateway.sandbox.Fate.WaitsForPayer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The planned times of an attempt. They and the clock give its state, so no job has to run when a time comes.
/// A time that is absent never comes.
///
/// `decline` is the reason for the decline at `declinedAt`. Without that time it is the reason why the attempt
/// will be declined once the payer has acted.
record Plan(
        Optional<Instant> settledAt,
        Optional<Instant> declinedAt,
        Optional<Fails> decline,
        Optional<Instant> callbackAt,
        Optional<Instant> callbackAgainAt) {
    /// How much longer a slow attempt takes than an ordinary one.
    static final Duration SLOWNESS = Duration.ofMinutes(2);
    /// The time from a reported failure until the money moves after all.
    static final Duration LATENESS = Duration.ofMinutes(1);
    /// The time from a callback to its repetition.
    static final Duration REPETITION = Duration.ofSeconds(1);

    /// The plan of an attempt requested at `at` whose ordinary outcome takes `delay`. An outcome that the
    /// answer already contains needs no callback.
    static Plan of(Fate fate, Instant at, Duration delay) {
        var due = at.plus(delay);
        var callback = Optional.of(due).filter(at::isBefore);
        return switch (fate) {
            case Completes() -> settling(due, callback, Optional.empty());
            case CompletesSlowly() -> {
                var slow = due.plus(SLOWNESS);
                yield settling(slow, Optional.of(slow), Optional.empty());
            }
            case CompletesTwice() -> settling(due, Optional.of(due), Optional.of(due.plus(REPETITION)));
            case TimesOut() -> settling(due, Optional.of(due), Optional.empty());
            case StaysInFlight() -> undecided(Optional.empty());
            case WaitsForPayer(var afterwards) -> undecided(afterwards);
            case Fails failure ->
                new Plan(Optional.empty(), Optional.of(due), Optional.of(failure), callback, Optional.empty());
            case FailsThenCompletes(var failure) -> {
                var late = due.plus(LATENESS);
                yield new Plan(
                        Optional.of(late),
                        Optional.of(due),
                        Optional.of(failure),
                        callback.or(() -> Optional.of(late)),
                        callback.map(first -> late));
            }
        };
    }

    /// The plan after a developer's call completes the attempt at `at`. An attempt that is to be declined once
    /// the payer has acted is declined instead.
    Plan completed(Instant at) {
        return decline.filter(failure -> declinedAt.isEmpty())
                .map(failure -> failed(at, failure))
                .orElseGet(() -> settling(at, Optional.of(at), Optional.empty()));
    }

    /// The plan after a developer's call fails the attempt at `at`.
    Plan failed(Instant at, Fails failure) {
        return new Plan(Optional.empty(), Optional.of(at), Optional.of(failure), Optional.of(at), Optional.empty());
    }

    boolean isSettled(Instant at) {
        return hasCome(settledAt, at);
    }

    boolean isDeclined(Instant at) {
        return !isSettled(at) && hasCome(declinedAt, at);
    }

    /// Whether money moves or may still move.
    boolean mayMoveMoney() {
        return settledAt.isPresent() || declinedAt.isEmpty();
    }

    /// When the outcome is planned, unless a developer's call decides it earlier.
    Optional<Instant> dueAt() {
        return declinedAt.or(() -> settledAt);
    }

    private static boolean hasCome(Optional<Instant> moment, Instant at) {
        return moment.isPresent() && !moment.get().isAfter(at);
    }

    private static Plan settling(Instant at, Optional<Instant> callback, Optional<Instant> again) {
        return new Plan(Optional.of(at), Optional.empty(), Optional.empty(), callback, again);
    }

    private static Plan undecided(Optional<Fails> decline) {
        return new Plan(Optional.empty(), Optional.empty(), decline, Optional.empty(), Optional.empty());
    }
}
