package dev.opendollr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The options from the command line and the environment, by name, unchecked. An option that was not given has
/// its default.
public final class Options {
    /// An option without an entry here has no default: leaving it out has its own meaning.
    private static final Map<String, String> DEFAULTS = Map.of(
            "--host", "127.0.0.1",
            "--port", "8080",
            "--data", "./data",
            "--database-user", System.getProperty("user.name", ""),
            "--database-connections", "16",
            "--role", "sandbox",
            "--sandbox-delay", "2",
            "--feed-days", "30",
            "--idle-timeout", "75");

    private final Map<String, List<String>> given;

    private Options(Map<String, List<String>> given) {
        this.given = Map.copyOf(given);
    }

    /// No options given.
    public static Options none() {
        return new Options(Map.of());
    }

    /// The default of the option `name`, or empty text.
    public static String standard(String name) {
        return DEFAULTS.getOrDefault(name, "");
    }

    /// The same, and the option `name` with `values`.
    public Options with(String name, String... values) {
        return with(name, List.of(values));
    }

    /// The same, and the option `name` with `values`.
    public Options with(String name, List<String> values) {
        var more = new HashMap<>(given);
        more.put(name, List.copyOf(values));
        return new Options(more);
    }

    /// The last value given for `name`, or its default.
    String one(String name) {
        var values = all(name);
        return values.isEmpty() ? standard(name) : values.getLast();
    }

    /// All values given for `name`.
    List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }
}
