package dev.opendollr;

import java.util.List;

/// Everything that is wrong with a configuration.
public final class ConfigException extends RuntimeException {
    private final transient List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /// A sentence each, with the flag or variable at fault.
    public List<String> problems() {
        return problems;
    }
}
