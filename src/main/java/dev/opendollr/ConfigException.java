package dev.opendollr;

import java.util.List;

/// Everything that is wrong with a configuration.
public final class ConfigException extends RuntimeException {
    private final transient List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /// One sentence for each problem; it names the option or variable at fault.
    public List<String> problems() {
        return problems;
    }
}
