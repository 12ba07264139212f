package dev.opendollr.problem;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What a refusal is about: an argument of a door by its name, or something inside of it by names and positions, such
/// as `items`, 3, `amount`. Where it was read knows whoever has read it.
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

    /// Does `work` with what this argument holds: what `work` refuses by a name of its own is refused inside of this
    /// one.
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
