package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Options that stand in the environment.
class VariablesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        MERCHANT=abc   | wallet list                                  | OPENDOLLR_MERCHANT: it is a whole number
        MERCHANT=0     | wallet list                                  | OPENDOLLR_MERCHANT: ids start at 1
        TYPE=SHOP      | merchant create --name x                     | OPENDOLLR_TYPE: expected one of [MICRO_ORG
        PHONE=+1       | merchant update --merchant 1                 | OPENDOLLR_PHONE: it is 8 to 15 digits
        ORDERS=10001   | sandbox seed                                 | OPENDOLLR_ORDERS: it is a whole number from 0
        AMOUNT=1e3     | sandbox fund --merchant 1                    | OPENDOLLR_AMOUNT: it is an amount such as
        ROLE=live      | sandbox reset --yes                          | OPENDOLLR_ROLE: only a sandbox is emptied
        TO=2030-01-01T00:00:00Z | sandbox clock --forward 1h          | give either --forward or OPENDOLLR_TO
        DATABASE_URL=x | merchant list                                | OPENDOLLR_DATABASE_URL
        PORT=http      | serve                                        | OPENDOLLR_PORT is a whole number from 0 to 65535
        """)
    void a_wrong_variable_is_named_and_not_an_option_that_nobody_typed(
            String variable, String command, String sentence) {
        var typed = Typed.words(variables(variable), command.split(" +"));
        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(2);
        var option = "--" + variable.replaceAll("=.*", "").replace('_', '-').toLowerCase(Locale.ROOT);
        assertThat(typed.err()).contains(sentence).doesNotContain(option, "'OPENDOLLR", "option O", "boolean");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        MERCHANT=1 | wallet list --merchant abc  | option '--merchant': it is a whole number
        MERCHANT=x | wallet list --merchant=abc  | option '--merchant': it is a whole number
        JSON=true  | merchant list --json=yes    | option '--json': it is true or false
        PORT=http  | serve --prot 1              | unknown option '--prot'; did you mean --port?
        PORT=1     | serve --port http           | --port is a whole number from 0 to 65535
        YES=true   | sandbox reset               | type --yes to do it
        """)
    void what_is_typed_wins_and_is_named_as_it_was_typed(String variable, String command, String sentence) {
        var typed = Typed.words(variables(variable), command.split(" +"));
        assertThat(typed.exitCode()).as(typed.err()).isEqualTo(2);
        assertThat(typed.err()).contains(sentence).doesNotContain("OPENDOLLR_", "boolean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VERSION=0.1.0", "VERSION=true", "HELP=true", "HELP=me", "YES=0.1.0", "YES=true"})
    void no_variable_asks_for_help_or_the_version_or_confirms(String variable) {
        var contract = Typed.words(variables(variable), "openapi");
        assertThat(contract.exitCode()).as(contract.err()).isZero();
        assertThat(contract.out()).contains("openapi: 3.1.0");
        var reset = Typed.words(variables(variable), "sandbox", "reset", "--data", folder.toString());
        assertThat(reset.exitCode()).isEqualTo(2);
        assertThat(reset.err()).contains("type --yes to do it");
        assertThat(Typed.words(variables(variable), "--version").out()).startsWith("opendollr ");
    }

    /// Left over, they would change what a command does, or turn off what was typed.
    @ParameterizedTest
    @ValueSource(strings = {"=true", "=false", "=maybe", "="})
    void an_option_without_a_value_is_typed(String value) {
        var sdk = Typed.words("openapi", "--sdk").out();
        var whole = Typed.words("openapi").out();
        assertThat(sdk).isNotEqualTo(whole);
        assertThat(Typed.words(variables("SDK" + value), "openapi").out()).isEqualTo(whole);
        assertThat(Typed.words(variables("SDK" + value), "openapi", "--sdk").out())
                .isEqualTo(sdk);
        assertThat(Typed.words(variables("POSTMAN" + value), "openapi", "--sdk").out())
                .isEqualTo(sdk);
        assertThat(Typed.words(variables("OPEN" + value), "execution", "list").err())
                .contains("--open")
                .doesNotContain("OPENDOLLR_");
    }

    private static Map<String, String> variables(String variable) {
        var parts = variable.split("=", 2);
        return Map.of("OPENDOLLR_" + parts[0], parts[1]);
    }
}
