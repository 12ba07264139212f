package dev.opendollr.http;

/// What an update asks of one field that may be empty: leave it, empty it, or give it a value.
public sealed interface Patch<T> {
    record Keep<T>() implements Patch<T> {}

    record Clear<T>() implements Patch<T> {}

    record Give<T>(T value) implements Patch<T> {}
}
