package dev.opendollr.base.http;

import dev.opendollr.base.problem.Argument;
import dev.opendollr.base.problem.Problem;
import dev.opendollr.base.problem.Problem.Refused;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.base.problem.ValueReason;
import dev.opendollr.base.problem.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the arguments of one request were read. A door refuses an argument by its name, and this finds the
/// place of the argument in the request.
final class Places {
    /// The parts of a request that have arguments.
    enum Part {
        PATH("path"),
        QUERY("query"),
        HEADER("header"),
        BODY("body");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        /// The place of `name` in this part.
        List<Object> of(String name) {
            return List.of(word, name);
        }

        /// The place of the whole part.
        List<Object> itself() {
            return List.of(word);
        }
    }

    private final Map<String, Part> parts = new HashMap<>();

    /// An argument was looked for in this part, whether or not it was there.
    void read(Part part, String name) {
        parts.putIfAbsent(name, part);
    }

    /// Whether `problem` names no argument, or one that was read. Otherwise the code has a bug.
    boolean know(Problem problem) {
        return !(problem instanceof Refused(var argument, var _)) || parts.containsKey(argument.name());
    }

    /// The broken rule, with its place; throws if the argument was not read.
    Violation violation(Refused refused) {
        return violation(location(refused.argument()), refused.reason());
    }

    private List<Object> location(Argument argument) {
        var part = Optional.ofNullable(parts.get(argument.name()))
                .orElseThrow(() -> new IllegalStateException("nobody has read " + argument));
        return Stream.concat(Stream.of(part.word), argument.parts().stream()).toList();
    }

    private static Violation violation(List<Object> location, Reason reason) {
        return reason instanceof ValueReason ofValue
                ? violation(location, ofValue)
                : Violation.value(location, Words.of(reason));
    }

    private static Violation violation(List<Object> location, ValueReason reason) {
        return switch (reason) {
            case ValueReason.GreaterThan(var max) ->
                new Violation(
                        location, "Input should be less than or equal to " + max.toPlainString(), "less_than_equal");
        };
    }
}
