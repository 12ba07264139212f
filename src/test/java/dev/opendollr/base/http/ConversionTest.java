package dev.opendollr.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.StringNode;

/// The lax rules by which JSON becomes values, as tables: what is sent, what it becomes or which rule it breaks.
class ConversionTest {
    private enum Fruit {
        APPLE,
        PEAR,
        PLUM
    }

    private enum Only {
        ONE
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        5           | 5
        5.0         | 5
        5.00e0      | 5
        1e1         | 10
        100e-2      | 1
        "5"         | 5
        "5.0"       | 5
        "5."        | 5
        " 7 "       | 7
        "+5"        | 5
        "1_0"       | 10
        "007"       | 7
        true        | 1
        0           | greater_than_equal
        false       | greater_than_equal
        -0          | greater_than_equal
        11          | less_than_equal
        "11"        | less_than_equal
        1e100000000 | less_than_equal
        5.5         | int_from_float
        1e-400      | int_from_float
        "5.5"       | int_parsing
        "1e1"       | int_parsing
        "_1"        | int_parsing
        "1__0"      | int_parsing
        "0x5"       | int_parsing
        ""          | int_parsing
        "٥"         | int_parsing
        null        | int_type
        []          | int_type
        {}          | int_type
        """)
    void a_whole_number_from_1_to_10(String json, String expected) {
        assertThat(read(Conversion.integer(1, 10), json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        1                     | 1
        "1"                   | 1
        9223372036854775807   | 9223372036854775807
        9223372036854775808   | 0
        1e100000000           | 0
        -1                    | 0
        0                     | 0
        1.5                   | int_from_float
        "x"                   | int_parsing
        null                  | int_type
        """)
    void an_id(String json, String expected) {
        assertThat(read(Conversion.ID, json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        0.01                | 0.01
        "0.01"              | 0.01
        10.389999999999999  | 10.389999999999999
        1e2                 | 1E+2
        "1e2"               | 1E+2
        ".5"                | 0.5
        "5."                | 5
        " 5 "               | 5
        true                | 1
        999999999999.99     | 999999999999.99
        0.009               | greater_than_equal
        0                   | greater_than_equal
        -1                  | greater_than_equal
        "-1e999999999"      | greater_than_equal
        1e-100000000        | greater_than_equal
        999999999999.991    | less_than_equal
        "1e999999999"       | less_than_equal
        "1e9999999999"      | float_parsing
        "NaN"               | float_parsing
        "Infinity"          | float_parsing
        "1,5"               | float_parsing
        "1 5"               | float_parsing
        "."                 | float_parsing
        ""                  | float_parsing
        null                | float_type
        []                  | float_type
        """)
    void an_amount(String json, String expected) {
        assertThat(read(Conversion.AMOUNT, json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        true        | true
        1           | true
        1.0         | true
        "yes"       | true
        "ON"        | true
        "t"         | true
        false       | false
        0           | false
        -0.0        | false
        "No"        | false
        "f"         | false
        2           | bool_parsing
        1e100000000 | bool_parsing
        "maybe"     | bool_parsing
        " true"     | bool_parsing
        ""          | bool_parsing
        null        | bool_type
        []          | bool_type
        {}          | bool_type
        """)
    void a_boolean(String json, String expected) {
        assertThat(read(Conversion.BOOLEAN, json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "ab"              | ab
        "\\ud83d\\ude00x" | string_pattern_mismatch
        "a"               | string_too_short
        ""                | string_too_short
        "abcd"            | string_too_long
        "AB"              | string_pattern_mismatch
        "ab\\n"           | string_pattern_mismatch
        "a\\u0000"        | value_error
        "a\\ud800"        | string_unicode
        "\\ude00\\ud83d"  | string_unicode
        5                 | string_type
        true              | string_type
        null              | string_type
        ["ab"]            | string_type
        """)
    void a_text_of_two_or_three_small_letters(String json, String expected) {
        assertThat(read(Conversion.text(2, 3, Pattern.compile("^[a-z]*$")), json))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "ab c"                  | ab c
        "a\\u0000"              | value_error
        "a\\n"                  | value_error
        "a\\u202eb"             | value_error
        "\\u200b"               | value_error
        "\\ud83d\\ude00"         | \uD83D\uDE00
        "\\ud800"               | string_unicode
        "\\ud83d\\ude00abcd"     | string_too_long
        """)
    void a_text_of_four_code_points(String json, String expected) {
        assertThat(read(Conversion.text(0, 4), json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "PEAR"   | PEAR
        "pear"   | enum
        "PEAR "  | enum
        ""       | enum
        1        | string_type
        null     | string_type
        """)
    void a_choice(String json, String expected) {
        assertThat(read(Conversion.choice(Fruit.class), json)).isEqualTo(expected);
    }

    @Test
    void messages_count_and_join_as_pydantic_does() {
        assertThat(message(Conversion.choice(Fruit.class))).isEqualTo("Input should be 'APPLE', 'PEAR' or 'PLUM'");
        assertThat(message(Conversion.choice(Only.class))).isEqualTo("Input should be 'ONE'");
        assertThat(message(Conversion.text(2, 3, Pattern.compile("x"))))
                .isEqualTo("String should have at least 2 characters");
        assertThat(message(Conversion.text(0, 0, Pattern.compile("x"))))
                .isEqualTo("String should have at most 0 characters");
        assertThat(message(Conversion.text(1, 1, Pattern.compile("x")))).isEqualTo("String should match pattern 'x'");
    }

    /// What `?` becomes.
    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "2026-11-23T04:05:06Z"            | 2026-11-23T04:05:06Z
        "2026-11-23T04:05:06"             | 2026-11-23T04:05:06Z
        "2026-11-23T04:05"                | 2026-11-23T04:05:00Z
        "2026-11-23 04:05:06+02:00"       | 2026-11-23T02:05:06Z
        "2026-11-23T04:05:06-0530"        | 2026-11-23T09:35:06Z
        "2026-11-23t04:05:06.1234567z"    | 2026-11-23T04:05:06.123456Z
        "2026-11-23"                      | 2026-11-23T00:00:00Z
        0                                 | 1970-01-01T00:00:00Z
        1700000000.5                      | 2023-11-14T22:13:20.500Z
        "1700000000"                      | 2023-11-14T22:13:20Z
        1700000000000                     | 2023-11-14T22:13:20Z
        "0001-01-01"                      | 0001-01-01T00:00:00Z
        "9999-12-31T23:59:59.9999999Z"    | 9999-12-31T23:59:59.999999Z
        253402300799999                   | 9999-12-31T23:59:59.999Z
        "0000-12-31"                      | datetime_from_date_parsing
        "0001-01-01T00:00:00+01:00"       | datetime_from_date_parsing
        "9999-12-31T23:59:59-01:00"       | datetime_from_date_parsing
        -253402300799999                  | datetime_from_date_parsing
        1e100000000                       | datetime_from_date_parsing
        "2026-02-30T00:00:00Z"            | datetime_from_date_parsing
        "2026-11-23T25:00:00Z"            | datetime_from_date_parsing
        "2026-11-23T04:05:06+99:00"       | datetime_from_date_parsing
        "2026-11-23T04:05.5Z"             | datetime_from_date_parsing
        "2026-11-23T04:05:06 tomorrow"    | datetime_from_date_parsing
        "tomorrow"                        | datetime_from_date_parsing
        "in the year 2026"                | datetime_from_date_parsing
        ""                                | datetime_from_date_parsing
        true                              | datetime_type
        null                              | datetime_type
        []                                | datetime_type
        """)
    void a_moment(String json, String expected) {
        assertThat(read(Conversion.INSTANT, json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "550e8400-e29b-41d4-a716-446655440000"   | 550e8400-e29b-41d4-a716-446655440000
        "550E8400-E29B-41D4-A716-446655440000"   | 550e8400-e29b-41d4-a716-446655440000
        "550e8400e29b41d4a716446655440000"       | 550e8400-e29b-41d4-a716-446655440000
        "550e8400-e29b-11d4-a716-446655440000"   | uuid_version
        "550e8400-e29b-41d4-1716-446655440000"   | uuid_version
        "550e8400-e29b-41d4-a716-44665544000"    | uuid_parsing
        "550e8400-e29b-41d4-a716-44665544000g"   | uuid_parsing
        "my-reference"                           | uuid_parsing
        ""                                       | uuid_parsing
        7                                        | string_type
        null                                     | string_type
        """)
    void a_uuid_of_version_4(String json, String expected) {
        assertThat(read(Conversion.UUID_V4, json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "55"                   | 55
        "055"                  | 0
        "-1"                   | 0
        "55.0"                 | 0
        "9223372036854775808"  | 0
        "٥"                    | 0
        ""                     | 0
        55                     | string_type
        null                   | string_type
        """)
    void an_id_as_text(String json, String expected) {
        assertThat(read(Conversion.ID_TEXT, json)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        0.000001      | 0.000001
        "12.5"        | 12.5
        0             | greater_than
        -1            | greater_than
        1e100000000   | less_than_equal
        "x"           | float_parsing
        null          | float_type
        """)
    void a_number_above_zero(String json, String expected) {
        assertThat(read(Conversion.POSITIVE, json)).isEqualTo(expected);
    }

    private static String message(Conversion<?> conversion) {
        return conversion.of(StringNode.valueOf("?")) instanceof Converted.Broken<?>(var _, var message) ? message : "";
    }

    /// The value as text, or the type of the error.
    private static String read(Conversion<?> conversion, String json) {
        return switch (conversion.of(Json.MAPPER.readTree(json))) {
            case Converted.Value<?>(var value) -> value.toString();
            case Converted.Broken<?>(var type, var _) -> type;
        };
    }
}
