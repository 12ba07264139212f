package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Help, at every level and in every way of asking.
class HelpTest {
    private static final int COLUMNS_MAX = 100;

    /// All commands there are, as they are typed.
    static List<String> commands() {
        return below("", Main.commandLine()).toList();
    }

    private static Stream<String> below(String path, CommandLine command) {
        return command.getSubcommands().entrySet().stream().flatMap(entry -> {
            var name = (path + " " + entry.getKey()).strip();
            return Stream.concat(Stream.of(name), below(name, entry.getValue()));
        });
    }

    @Test
    void there_are_commands_at_every_level() {
        assertThat(commands())
                .contains("serve", "merchant update", "execution show", "fees list", "rates list", "sandbox seed")
                .contains("sandbox fund", "merchant help", "help");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_explains_itself_in_lines_that_fit(String command) {
        var typed = typed(command + " --help");
        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).startsWith("Usage: opendollr").contains("--help");
        assertThat(typed.out().lines()).allMatch(line -> line.length() <= COLUMNS_MAX);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_shows_the_same_as_the_option(String command) {
        var asked = typed("help " + command);
        assertThat(asked.exitCode()).isZero();
        assertThat(asked.out()).isEqualTo(typed(command + " --help").out());
    }

    @Test
    void a_group_of_commands_has_help_of_its_own() {
        assertThat(typed("merchant help create").out())
                .isEqualTo(typed("merchant create --help").out());
        assertThat(typed("merchant help").out())
                .isEqualTo(typed("merchant --help").out());
    }

    @Test
    void no_word_is_broken() {
        var help = typed("serve --help").out();
        assertThat(help).contains("./data", "jdbc:postgresql://host/database", "OPENDOLLR_DATABASE_OWNER_PASSWORD");
        assertThat(HelpText.wrapped("  --option  " + "word ".repeat(30).strip())
                        .lines()
                        .toList())
                .hasSize(2)
                .allMatch(line -> line.length() <= COLUMNS_MAX)
                .element(1)
                .asString()
                .startsWith(" ".repeat(12) + "word");
        var long_ = "x".repeat(150);
        assertThat(HelpText.wrapped(long_).strip()).isEqualTo(long_);
    }

    @ParameterizedTest
    @CsvSource({
        "sevre, unknown command 'sevre'; did you mean serve?",
        "merchant lst, unknown command 'lst'; did you mean list?",
        "help merchant creat, unknown command 'creat'; did you mean create?",
        "serve --prot 8080, unknown option '--prot'; did you mean --port?",
        "wallet list --merchnat=1, unknown option '--merchnat'; did you mean --merchant?",
        "zzzzzzzzzzzz, unknown command 'zzzzzzzzzzzz'",
        "merchant list 7, unknown argument '7'",
        "merchant list @/dev/zero, unknown argument '@/dev/zero'",
        "@pom.xml, unknown command '@pom.xml'",
        "help @pom.xml, unknown command '@pom.xml'",
        "serve --port 0 @pom.xml, unknown argument '@pom.xml'",
        "merchant, 'say what to do: create, list, passcode, show, update, verify, help'"
    })
    void a_slip_is_answered_with_what_was_meant(String command, String sentence) {
        var typed = typed(command);
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err().lines().findFirst()).hasValue("opendollr: " + sentence);
    }

    /// Command, then what is said of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        merchant verify --merchant abc                            | '--merchant': it is a whole number
        merchant show --merchant 99999999999999999999             | '--merchant': it is a whole number
        wallet status --merchant 1 --wallet 1.5 --status ACTIVE   | '--wallet': it is a whole number
        bench cancel --connections many                           | '--connections': it is a whole number
        sandbox seed --orders x                                   | '--orders': it is a whole number
        sandbox seed --orders 10001                               | '--orders': it is a whole number from 0 to 10000
        sandbox fund --merchant 1 --amount 1e3                    | '--amount': it is an amount such as 25 or 0.50
        sandbox fund --merchant 1 --amount 0                      | '--amount': it is above 0
        sandbox fund --merchant 1 --amount 0.5 --currency RWF     | at most 0 decimals in RWF
        sandbox fund --merchant 1 --amount 5 --currency EUR       | '--currency': it is USD, LRD or RWF
        wallet status --merchant 1 --wallet 0 --status ACTIVE     | '--wallet': ids start at 1
        wallet list --merchant 0                                  | '--merchant': ids start at 1
        sandbox clock --forward 367d                              | '--forward': it is at most 366 days at once
        sandbox clock --forward 8785h                             | '--forward': it is at most 366 days at once
        sandbox clock --forward 999999999d                        | '--forward': it is at most 366 days at once
        sandbox reset --yes --role live                           | '--role': only a sandbox is emptied
        sandbox reset --role toy                                  | '--role': only a sandbox is emptied
        sandbox clock --to abc                                    | '--to': it is a time such as 2027-01-01T00:00:00Z
        execution show abc                                        | REFERENCE: it is a UUID such as
        execution show 1-1-1-1-1                                  | REFERENCE: it is a UUID such as
        execution settle --merchant 1 --reference x --outcome failed --reason y | '--reference': it is a UUID such as
        merchant create --name x --type SHOP                      | MICRO_ORGANIZATION, ORGANIZATION
        merchant update --merchant 1                              | give --name, --email or --phone
        merchant update --merchant 1 --phone +231771234567        | '--phone': it is 8 to 15 digits without +
        execution list                                            | --open
        """)
    void what_is_wrong_is_said_in_the_words_of_the_command_line(String command, String sentence) {
        var typed = typed(command);
        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err())
                .contains(sentence.strip())
                .doesNotContain("java", "Exception", "convert", " long", " int", "index", "null", "Error:");
    }

    private static Typed typed(String command) {
        return Typed.words(new ArrayList<>(List.of(command.strip().split(" +"))).toArray(String[]::new));
    }
}
