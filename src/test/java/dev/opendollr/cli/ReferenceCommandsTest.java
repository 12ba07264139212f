package dev.opendollr.cli;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// `docs/reference.md` has all commands, options and variables, and no others.
class ReferenceCommandsTest {
    /// Told once for all commands that have them.
    private static final Set<String> SHARED =
            Set.of("--help", "--version", "--json", "--data", "--database-url", "--database-user", "--database-owner");

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Pattern VARIABLE =
            Pattern.compile("\\b(OPENDOLLR_[A-Z_]*[A-Z]|JAVA_HOME|JAVA25_HOME|JDK25_HOME)\\b");
    /// A default that is one value, the same in every role and on every machine.
    private static final Pattern ONE_VALUE = Pattern.compile("`([^`]+)`");

    /// The commands that do something by themselves, but for those that help.
    static List<String> commands() {
        return below("", Main.commandLine()).toList();
    }

    private static Stream<String> below(String path, CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("help"))
                .flatMap(entry -> {
                    var name = (path + " " + entry.getKey()).strip();
                    return entry.getValue().getSubcommands().isEmpty()
                            ? Stream.of(name)
                            : below(name, entry.getValue());
                });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_stands_there_with_its_options(String command) {
        var rows = Document.REFERENCE.table("command", "what it does").stream()
                .filter(row -> Document.code(row.getFirst()).stream()
                        .anyMatch(code -> code.equals(command) || code.startsWith(command + " ")))
                .toList();
        assertThat(rows).as("rows about " + command).isNotEmpty();
        if (!command.equals("serve")) {
            assertThat(named(rows.toString(), OPTION)).containsAll(own(command));
        }
    }

    @Test
    void no_command_stands_there_that_is_none() {
        var first = Document.REFERENCE.table("command", "what it does").stream()
                .flatMap(row -> Document.code(row.getFirst()).stream())
                .filter(code -> !code.startsWith("-") && !code.startsWith("help"));
        assertThat(first)
                .isNotEmpty()
                .allMatch(code -> commands().stream()
                        .anyMatch(command -> code.equals(command) || code.startsWith(command + " ")));
    }

    @Test
    void the_table_of_options_has_all_options_of_serve() {
        assertThat(options().stream().map(row -> Document.code(row.getFirst()).getFirst()))
                .containsExactlyInAnyOrderElementsOf(serve().keySet());
    }

    @Test
    void an_option_stands_beside_its_variable() {
        assertThat(options())
                .allSatisfy(row -> assertThat(Document.code(row.get(1)))
                        .containsExactly(variable(Document.code(row.getFirst()).getFirst())));
    }

    @Test
    void a_default_is_the_one_of_the_program() {
        var compared = options().stream()
                .filter(row -> ONE_VALUE.matcher(row.get(2)).matches())
                .toList();
        assertThat(compared).hasSizeGreaterThan(6).allSatisfy(row -> {
            var option = Document.code(row.getFirst()).getFirst();
            assertThat(serve().get(option)).isEqualTo(Document.code(row.get(2)).getFirst());
        });
    }

    @Test
    void no_option_is_told_that_no_command_has() {
        assertThat(named(Document.REFERENCE.text(), OPTION))
                .contains("--port", "--merchant")
                .isSubsetOf(everyOption());
    }

    @Test
    void all_variables_that_are_read_are_told_and_no_others() throws IOException {
        Set<String> read = new HashSet<>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                read.addAll(named(Files.readString(file), VARIABLE));
            }
        }
        read.addAll(named(Files.readString(Path.of("opendollr")), VARIABLE));
        var told = named(Document.REFERENCE.text(), VARIABLE);
        assertThat(told).contains("OPENDOLLR_JWT_KEY_RETIRED").containsAll(read);
        read.addAll(everyOption().stream().map(ReferenceCommandsTest::variable).toList());
        assertThat(told).isSubsetOf(read);
    }

    @Test
    void the_exit_codes_are_those_of_the_program() {
        assertThat(Document.REFERENCE.table("code", "meaning").stream().map(List::getFirst))
                .containsExactly("0", String.valueOf(Main.FAILED), String.valueOf(Main.ASKED_WRONGLY));
    }

    private static List<List<String>> options() {
        return Document.REFERENCE.table("option", "variable", "default", "meaning");
    }

    /// The options of `serve` with what they are when nobody gives them.
    private static Map<String, String> serve() {
        return command("serve").getCommandSpec().options().stream()
                .filter(option -> option.type() != boolean.class)
                .collect(toMap(OptionSpec::longestName, option -> String.valueOf(option.initialValue())));
    }

    private static Set<String> own(String command) {
        var names = names(command);
        names.removeAll(SHARED);
        return names;
    }

    private static Set<String> everyOption() {
        return commands().stream().flatMap(command -> names(command).stream()).collect(toSet());
    }

    private static Set<String> names(String command) {
        return command(command).getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .collect(toSet());
    }

    private static CommandLine command(String path) {
        var command = Main.commandLine();
        for (var name : path.split(" ", -1)) {
            command = Optional.ofNullable(command.getSubcommands().get(name)).orElseThrow();
        }
        return command;
    }

    private static Set<String> named(String text, Pattern what) {
        return what.matcher(text).results().map(MatchResult::group).collect(toSet());
    }

    private static String variable(String option) {
        return "OPENDOLLR_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
