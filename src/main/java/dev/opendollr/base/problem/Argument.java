package dev.opendollr.base.problem;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The subject of a refusal: an argument of a door by its name, or a part of it by names and positions, such as
/// `items`, 3, `amount`. The HTTP layer, which has read the argument, knows its place in the request.
public record Argument(List<Object> parts) {
    public Argument {
        parts = List.copyOf(parts);
        boolean named = !parts.isEmpty() && parts.getFirst() instanceof String;
        if (!named || !parts.stream().allMatch(part -> part instanceof String || part instanceof Integer)) {
            throw new IllegalArgumentException("argument " + parts);
        }
    }

    public static Argument of(String name, Object... inside) {
        return new Argument(Stream.concat(Stream.of(name), Stream.of(inside)).toList());
    }

    public String name() {
        return (String) parts.getFirst();
    }

    /// Runs `work` on the content of this argument. If `work` refuses an argument by its own name, the refusal
    /// is passed on as one of a part of this argument.
    public <T> T holding(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException refused) {
            if (refused.problem() instanceof Problem.Refused(var argument, var reason)) {
                throw ProblemException.refused(of(name(), inside(argument)), reason);
            }
            throw refused;
        }
    }

    private Object[] inside(Argument inner) {
        return Stream.concat(parts.stream().skip(1), inner.parts().stream()).toArray();
    }
}
