package dev.opendollr.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Takes an option that was not typed from the environment: `--database-url` from `OPENDOLLR_DATABASE_URL`.
final class EnvironmentDefaults implements IDefaultValueProvider {
    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? environment.get(variable(option)) : null;
    }

    /// A sentence that begins with an option, in the words of whoever gave it: as the variable it was taken from.
    String asGiven(String sentence, ParseResult typed) {
        return typed.commandSpec().options().stream()
                .filter(option -> sentence.startsWith(option.longestName() + " "))
                .filter(option -> !typed.hasMatchedOption(option) && environment.containsKey(variable(option)))
                .findFirst()
                .map(option -> variable(option)
                        + sentence.substring(option.longestName().length()))
                .orElse(sentence);
    }

    private static String variable(OptionSpec option) {
        return "OPENDOLLR_"
                + option.longestName().replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
