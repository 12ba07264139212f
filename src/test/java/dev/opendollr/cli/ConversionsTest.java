package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Whatever is typed where a number, a time or a choice belongs is refused in words of the command line.
class ConversionsTest {
    /// Nothing at all: no number, time, amount, UUID or choice.
    private static final String NONSENSE = "abc";

    /// Every option and operand of every command that is more than text, each with the words that misuse it.
    static Stream<List<String>> misuses() {
        return misuses(List.of(), Main.commandLine());
    }

    private static Stream<List<String>> misuses(List<String> path, CommandLine command) {
        var here = command.getCommandSpec().args().stream()
                .filter(argument -> !takesAnything(argument))
                .map(argument -> misuse(path, argument));
        var below = command.getSubcommands().entrySet().stream()
                .flatMap(entry -> misuses(with(path, entry.getKey()), entry.getValue()));
        return Stream.concat(here, below);
    }

    private static List<String> misuse(List<String> path, ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? with(path, option.longestName() + "=" + NONSENSE)
                : with(path, NONSENSE);
    }

    /// Whatever can be typed is a text and the name of a file. Of `Optional<Instant>` the inner type is read.
    private static boolean takesAnything(ArgSpec argument) {
        var types = List.of(argument.typeInfo().getAuxiliaryTypes());
        return types.contains(String.class) || types.contains(Path.class);
    }

    private static List<String> with(List<String> path, String word) {
        var words = new ArrayList<>(path);
        words.add(word);
        return List.copyOf(words);
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void no_option_answers_nonsense_in_words_of_java(List<String> words) {
        var typed = Typed.words(words.toArray(String[]::new));
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err())
                .contains("nvalid value for")
                .doesNotContain("java.", "class ", "Exception", "cannot convert");
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void options_of_all_kinds_are_among_them() {
        assertThat(misuses().map(words -> String.join(" ", words)))
                .contains(
                        "sandbox clock --to=" + NONSENSE,
                        "sandbox reset --yes=" + NONSENSE,
                        "execution settle --outcome=" + NONSENSE,
                        "execution show " + NONSENSE,
                        "bench cancel --seconds=" + NONSENSE)
                .noneMatch(words -> words.startsWith("serve --port"));
    }
}
