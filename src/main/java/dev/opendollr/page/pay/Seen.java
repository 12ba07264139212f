package dev.opendollr.page.pay;

import static java.util.stream.Collectors.joining;

import dev.opendollr.execution.Standing.Return;
import dev.opendollr.page.Sight;
import java.util.Locale;

/// A short text that differs when a payer would see another page: the page, what it says about money, the newest
/// attempt, and how much money goes back and has gone back.
public record Seen(String text) {
    public static Seen of(Sight sight) {
        var newest = sight.standing()
                .newest()
                .map(found -> found.execution().id().value())
                .orElse(0L);
        var returns = sight.standing().returns();
        var went = returns.stream()
                .map(Return::wentAt)
                .filter(when -> when.isPresent())
                .count();
        var money = sight.money().stream().map(Seen::word).collect(joining("+"));
        return new Seen(String.join(
                "-",
                word(sight.page()),
                Long.toString(newest),
                Integer.toString(returns.size()),
                Long.toString(went),
                money));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
