package dev.opendollr.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Takes an option that was not typed from the environment: `--database-url` from `OPENDOLLR_DATABASE_URL`.
///
/// Options without a value are never read from the environment. They choose or confirm what a command does, and
/// a forgotten variable would do so unnoticed. Containers often have a variable for the version of their
/// program, too. And picocli would switch an option off that is both typed and in a variable.
final class EnvironmentDefaults implements IDefaultValueProvider {
    private final Map<String, String> environment;

    EnvironmentDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && isTaken(option) ? environment.get(variable(option)) : null;
    }

    private static boolean isTaken(OptionSpec option) {
        return option.type() != boolean.class;
    }

    /// Changes a sentence that begins with an option of `command`: it names the variable that the option was
    /// read from, unless the option is among the typed `words`.
    String beginningAsGiven(String sentence, CommandSpec command, List<String> words) {
        for (var option : command.options()) {
            if (sentence.startsWith(option.longestName() + " ") && isFromVariable(option, words)) {
                return variable(option)
                        + sentence.substring(option.longestName().length());
            }
        }
        return sentence;
    }

    /// The same for options anywhere in a sentence.
    String asGiven(String sentence, CommandSpec command, List<String> words) {
        var said = sentence;
        for (var option : command.options()) {
            if (isFromVariable(option, words)) {
                said = mention(option).matcher(said).replaceAll(variable(option));
            }
        }
        return said;
    }

    private boolean isFromVariable(OptionSpec option, List<String> words) {
        return isTaken(option) && environment.containsKey(variable(option)) && !isTyped(option, words);
    }

    /// Checks the typed words: if picocli refuses the typed value of an option, it does not report that the
    /// option was typed.
    private static boolean isTyped(OptionSpec option, List<String> words) {
        return Arrays.stream(option.names())
                .anyMatch(name -> words.stream().anyMatch(word -> word.equals(name) || word.startsWith(name + "=")));
    }

    /// Matches an option in quotes, as in `option '--port'`, or alone. `--database-url` does not match
    /// `--database`.
    private static Pattern mention(OptionSpec option) {
        var name = Pattern.quote(option.longestName());
        return Pattern.compile("option '" + name + "'|(?<![\\w'-])" + name + "(?![\\w'=-])");
    }

    private static String variable(OptionSpec option) {
        return "OPENDOLLR_"
                + option.longestName().replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
