package dev.opendollr.page;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Names and values, one below the other, in the order in which they were added. Each value is laid out by itself:
/// one of another direction changes nothing beside it.
public final class Facts {
    private final List<Fact> all = new ArrayList<>();

    public record Fact(String label, String value) {}

    @CanIgnoreReturnValue
    public Facts add(String label, String value) {
        all.add(new Fact(label, value));
        return this;
    }

    /// Adds nothing when there is no value.
    @CanIgnoreReturnValue
    public Facts add(String label, Optional<String> value) {
        value.filter(text -> !text.isBlank()).ifPresent(text -> add(label, text));
        return this;
    }

    public List<Fact> all() {
        return List.copyOf(all);
    }
}
