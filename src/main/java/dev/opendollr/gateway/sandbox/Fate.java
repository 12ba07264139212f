package dev.opendollr.gateway.sandbox;

import com.google.errorprone.annotations.Immutable;
import dev.opendollr.gateway.Attempt;
import java.util.Optional;

/// What the sandbox lets become of an attempt, chosen by its account alone.
@Immutable
sealed interface Fate {
    record Completes() implements Fate {}

    record CompletesSlowly() implements Fate {}

    record CompletesTwice() implements Fate {}

    /// The request is lost on its way back; the money moves all the same.
    record TimesOut() implements Fate {}

    record StaysInFlight() implements Fate {}

    record Fails(String code, String message) implements Fate {}

    /// The failure that was reported turns out to be wrong.
    record FailsThenCompletes(Fails failure) implements Fate {}

    /// Nothing happens before the payer has acted; then it completes, or fails `afterwards`.
    record WaitsForPayer(Optional<Fails> afterwards) implements Fate {}

    static Fate of(Attempt attempt) {
        return switch (attempt.method().kind()) {
            case MOBILE_MONEY -> MagicNumber.of(attempt.account().orElse("")).fate(attempt.kind());
            case CARD -> TestCard.fate(attempt.kind(), attempt.account());
            case WALLET -> new Fails("INVALID_PROVIDER", "A wallet is moved without a gateway");
        };
    }

    /// For people who look up what a number does.
    default String description() {
        return switch (this) {
            case Completes() -> "completes";
            case CompletesSlowly() -> "completes after " + Plan.SLOWNESS.toSeconds() + " seconds more than others";
            case CompletesTwice() -> "completes, and is reported twice";
            case TimesOut() -> "the request times out, and turns out completed";
            case StaysInFlight() -> "stays in flight until a call completes or fails it";
            case Fails(var code, var _) -> "fails: " + code;
            case FailsThenCompletes(Fails(var code, var _)) ->
                "fails: " + code + ", and turns out completed " + Plan.LATENESS.toSeconds() + " seconds later";
            case WaitsForPayer(var afterwards) ->
                "needs the payer's action, for which a call stands; then "
                        + afterwards.map(Fate::description).orElse("completes");
        };
    }
}
