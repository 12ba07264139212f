package dev.opendollr.base.http;

import java.util.Optional;

/// What an update does to one optional field: keep it, clear it, or give it a value.
public sealed interface Patch<T> {
    record Keep<T>() implements Patch<T> {}

    record Clear<T>() implements Patch<T> {}

    record Give<T>(T given) implements Patch<T> {}

    /// Whether the field is to be written, with [#value].
    default boolean changes() {
        return !(this instanceof Keep<T>);
    }

    /// The value to write; empty if the field is to be cleared.
    default Optional<T> value() {
        return switch (this) {
            case Keep<T>(), Clear<T>() -> Optional.empty();
            case Give<T>(var given) -> Optional.of(given);
        };
    }
}
