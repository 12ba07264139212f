package dev.opendollr.base.http;

import java.util.List;
import java.util.stream.Stream;

/// One broken rule: where, in words, and its stable type. Never holds the offending value.
///
/// A location starts with `path`, `query`, `header` or `body`; its members are strings, or integers for positions.
record Violation(List<Object> location, String message, String type) {
    public Violation {
        location = List.copyOf(location);
        if (!location.stream().allMatch(part -> part instanceof String || part instanceof Integer)) {
            throw new IllegalArgumentException("location " + location);
        }
    }

    private static final String OF_A_RULE = "Value error, ";

    /// A broken business rule or a conflict with the state of an object: a sentence without a full stop.
    static Violation value(List<Object> location, String sentence) {
        return new Violation(location, OF_A_RULE + sentence, "value_error");
    }

    /// The location of something inside `parent`.
    static List<Object> below(List<Object> parent, Object part) {
        return Stream.concat(parent.stream(), Stream.of(part)).toList();
    }
}
