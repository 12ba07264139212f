package dev.opendollr.base.http;

/// What became of a value of a request: the typed value, or the rule it breaks.
sealed interface Converted<T> {
    record Value<T>(T value) implements Converted<T> {}

    record Broken<T>(String type, String message) implements Converted<T> {}

    static <T> Converted<T> value(T value) {
        return new Value<>(value);
    }

    static <T> Converted<T> broken(String type, String message) {
        return new Broken<>(type, message);
    }
}
