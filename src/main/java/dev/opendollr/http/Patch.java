package dev.opendollr.http;

import java.util.Optional;

/// What an update asks of one field that may be empty: leave it, empty it, or give it a value.
public sealed interface Patch<T> {
    record Keep<T>() implements Patch<T> {}

    record Clear<T>() implements Patch<T> {}

    record Give<T>(T given) implements Patch<T> {}

    /// Whether the field is to be written, with [#value].
    default boolean changes() {
        return !(this instanceof Keep<T>);
    }

    /// What the field is to hold when it is written; absent when it is to be empty.
    default Optional<T> value() {
        return switch (this) {
            case Keep<T>(), Clear<T>() -> Optional.empty();
            case Give<T>(var given) -> Optional.of(given);
        };
    }
}
