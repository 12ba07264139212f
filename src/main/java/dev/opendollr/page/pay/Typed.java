package dev.opendollr.page.pay;

import java.util.Optional;

/// The fields of a step as a payer's browser sent them. An empty field counts as absent.
public record Typed(
        Optional<String> country,
        Optional<String> currency,
        Optional<String> number,
        Optional<String> operator,
        Optional<String> card) {
    @Override
    public String toString() {
        return "Typed[***]";
    }
}
