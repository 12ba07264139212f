package dev.opendollr.gateway.sandbox;

import com.google.errorprone.annotations.Immutable;
import dev.opendollr.gateway.Attempt;
import java.util.Optional;

/// How an attempt in the sandbox ends. Its account alone decides that.
@Immutable
sealed interface Fate {
    record Completes() implements Fate {}

    record CompletesSlowly() implements Fate {}

    record CompletesTwice() implements Fate {}

    /// The answer is lost; the money moves nevertheless.
    record TimesOut() implements Fate {}

    record StaysInFlight() implements Fate {}

    record Fails(String code, String message) implements Fate {}

    /// The failure that was reported turns out to be wrong.
    record FailsThenCompletes(Fails failure) implements Fate {}

    /// Nothing happens before the payer has acted. Then the attempt completes, or fails with `afterwards`.
    record WaitsForPayer(Optional<Fails> afterwards) implements Fate {}

    static Fate of(Attempt attempt) {
        return switch (attempt.method().kind()) {
            case MOBILE_MONEY -> MagicNumber.of(attempt.account().orElse("")).fate(attempt.kind());
            case CARD -> TestCard.fate(attempt.kind(), attempt.account());
            case WALLET -> new Fails("INVALID_PROVIDER", "A wallet is moved without a gateway");
        };
    }

    /// A description for developers who look up a number or a card.
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
