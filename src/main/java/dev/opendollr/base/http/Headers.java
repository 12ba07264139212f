package dev.opendollr.base.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The headers of a request in the order in which they arrived. Each value has one character for each byte.
/// Names are not case-sensitive.
public final class Headers {
    static final Headers NONE = new Headers(List.of());

    private final List<Field> fields;

    /// One header as it was sent.
    public record Field(String name, String value) {}

    Headers(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /// Every value under `name`.
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (var field : fields) {
            if (field.name.equalsIgnoreCase(name)) {
                values.add(field.value);
            }
        }
        return values;
    }

    /// The value under `name` if it was sent exactly once. Empty if it was sent several times, since none of
    /// the values is the right one.
    public Optional<String> only(String name) {
        var values = all(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    public boolean contains(String name) {
        return !all(name).isEmpty();
    }
}
