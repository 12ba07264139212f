package dev.opendollr.base.http;

import static dev.opendollr.base.http.Converted.broken;
import static dev.opendollr.base.http.Converted.value;
import static java.util.stream.Collectors.joining;

import dev.opendollr.base.money.Amounts;
import dev.opendollr.base.text.TextRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads one JSON value as a Java type, with the lax rules and the vocabulary of Pydantic v2.
///
/// A query parameter is read like a JSON string, so the same conversions serve both.
@FunctionalInterface
interface Conversion<T> {
    BigDecimal AMOUNT_MIN = new BigDecimal("0.01");
    int NUMBER_TEXT_MAX = 400;
    /// The maximum number of characters of a text for which the contract sets no limit. A list of many such
    /// texts must fit into memory.
    int TEXT_MAX = 1_000;

    /// A number with more digits than this before the decimal point is too large for every field. The limit
    /// keeps arithmetic cheap.
    int MAGNITUDE_MAX = 20;

    Pattern ANYTHING = Pattern.compile(".*", Pattern.DOTALL);
    Pattern INTEGER = Pattern.compile("[+-]?[0-9]+(_[0-9]+)*(\\.0*)?");
    Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");
    Pattern UUID_TEXT = Pattern.compile(
            "([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})");
    /// Ids as text: no sign, no leading zero, no digits of other scripts.
    Pattern ID_DIGITS = Pattern.compile("[1-9][0-9]{0,18}");
    /// The number of no object.
    long NOBODY = 0;

    Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
    Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

    Converted<T> of(JsonNode node);

    /// A name, a reference, or another text on one line.
    Conversion<String> TEXT = node -> text(node, TextRule.LINE);

    /// A text that may have several lines.
    Conversion<String> NOTE = node -> text(node, TextRule.LINES);

    private static Converted<String> text(JsonNode node, TextRule rule) {
        return switch (anyText(node)) {
            case Converted.Broken<String> broken -> broken;
            case Converted.Value<String>(var text) -> ruled(text, rule);
        };
    }

    private static Converted<String> anyText(JsonNode node) {
        if (!node.isString()) {
            return broken("string_type", "Input should be a valid string");
        }
        var text = node.stringValue();
        if (text.indexOf('\0') >= 0) {
            return ruled("\0", TextRule.LINES);
        }
        if (TextRule.length(text) > TEXT_MAX) {
            return broken("string_too_long", "String should have at most " + characters(TEXT_MAX));
        }
        if (hasLoneSurrogate(text)) {
            return broken(
                    "string_unicode", "Input should be a valid string, unable to parse raw data as a unicode string");
        }
        return value(text);
    }

    private static Converted<String> ruled(String text, TextRule rule) {
        return rule.complaint(text)
                .map(complaint -> Converted.<String>broken("value_error", "Value error, " + complaint))
                .orElseGet(() -> value(text));
    }

    /// Text on one line of `min` to `max` characters.
    static Conversion<String> text(int min, int max) {
        return text(min, max, ANYTHING);
    }

    /// Text on one line of `min` to `max` characters that matches `pattern`; the length is judged first.
    static Conversion<String> text(int min, int max, Pattern pattern) {
        return node -> switch (anyText(node)) {
            case Converted.Broken<String> broken -> broken;
            case Converted.Value<String>(var text) -> {
                int length = TextRule.length(text);
                if (length < min) {
                    yield broken("string_too_short", "String should have at least " + characters(min));
                }
                if (length > max) {
                    yield broken("string_too_long", "String should have at most " + characters(max));
                }
                yield pattern.matcher(text).matches()
                        ? ruled(text, TextRule.LINE)
                        : broken("string_pattern_mismatch", "String should match pattern '" + pattern + "'");
            }
        };
    }

    /// A whole number from `min` to `max`; also `55.0`, `"55"` and, as Pydantic has it, `true`.
    static Conversion<Long> integer(long min, long max) {
        return node -> switch (whole(node)) {
            case Converted.Broken<BigDecimal>(var type, var message) -> broken(type, message);
            case Converted.Value<BigDecimal>(var whole) -> {
                if (whole.compareTo(BigDecimal.valueOf(min)) < 0) {
                    yield broken("greater_than_equal", "Input should be greater than or equal to " + min);
                }
                if (whole.compareTo(BigDecimal.valueOf(max)) > 0) {
                    yield broken("less_than_equal", "Input should be less than or equal to " + max);
                }
                yield value(whole.longValueExact());
            }
        };
    }

    /// An object id. A number too large to be one becomes 0, an id that no object has.
    Conversion<Long> ID = node -> switch (whole(node)) {
        case Converted.Broken<BigDecimal>(var type, var message) -> broken(type, message);
        case Converted.Value<BigDecimal>(var whole) -> value(isPositiveLong(whole) ? whole.longValueExact() : NOBODY);
    };

    /// An amount of money, not yet rounded to a currency.
    Conversion<BigDecimal> AMOUNT = node -> switch (number(node)) {
        case Converted.Broken<BigDecimal> broken -> broken;
        case Converted.Value<BigDecimal>(var amount) -> {
            if (amount.compareTo(AMOUNT_MIN) < 0) {
                yield broken("greater_than_equal", "Input should be greater than or equal to " + AMOUNT_MIN);
            }
            if (amount.compareTo(Amounts.MAX) > 0) {
                yield broken("less_than_equal", "Input should be less than or equal to " + Amounts.MAX);
            }
            yield value(amount);
        }
    };

    /// A number above zero that is not an amount in a currency yet.
    Conversion<BigDecimal> POSITIVE = node -> switch (number(node)) {
        case Converted.Broken<BigDecimal> broken -> broken;
        case Converted.Value<BigDecimal>(var number) -> {
            if (number.signum() <= 0) {
                yield broken("greater_than", "Input should be greater than 0");
            }
            if (number.compareTo(Amounts.MAX) > 0) {
                yield broken("less_than_equal", "Input should be less than or equal to " + Amounts.MAX);
            }
            yield value(number);
        }
    };

    /// A moment; a time without offset counts as UTC.
    Conversion<Instant> INSTANT = node -> {
        if (node.isString()) {
            return Moments.ofText(node.stringValue().strip());
        }
        return node.isNumber()
                ? Moments.ofUnixTime(node.decimalValue())
                : broken("datetime_type", "Input should be a valid datetime");
    };

    /// A version-4 UUID, with or without hyphens.
    Conversion<UUID> UUID_V4 = node -> {
        if (!node.isString()) {
            return broken("string_type", "Input should be a valid string");
        }
        var digits = UUID_TEXT.matcher(node.stringValue());
        if (!digits.matches()) {
            return broken(
                    "uuid_parsing",
                    "Input should be a valid UUID, expected 32 hexadecimal digits in groups of " + "8, 4, 4, 4 and 12");
        }
        var uuid = UUID.fromString(digits.replaceFirst("$1-$2-$3-$4-$5"));
        return uuid.version() == 4 && uuid.variant() == 2
                ? value(uuid)
                : broken("uuid_version", "UUID version 4 expected");
    };

    /// An object id as text. Text that is not an id becomes 0, an id that no object has.
    Conversion<Long> ID_TEXT = node -> switch (TEXT.of(node)) {
        case Converted.Broken<String>(var type, var message) -> broken(type, message);
        case Converted.Value<String>(var text) -> value(idOrNobody(text));
    };

    Conversion<Boolean> BOOLEAN = node -> {
        if (node.isBoolean()) {
            return value(node.booleanValue());
        }
        if (!node.isString() && !node.isNumber()) {
            return broken("bool_type", "Input should be a valid boolean");
        }
        var text = node.isString() ? node.stringValue().toLowerCase(Locale.ROOT) : bit(node.decimalValue());
        if (TRUE.contains(text)) {
            return value(true);
        }
        return FALSE.contains(text)
                ? value(false)
                : broken("bool_parsing", "Input should be a valid boolean, unable to interpret input");
    };

    /// One of the constants of an enum, by its exact name.
    static <E extends Enum<E>> Conversion<E> choice(Class<E> choices) {
        return node -> {
            if (!node.isString()) {
                return broken("string_type", "Input should be a valid string");
            }
            var constants = choices.getEnumConstants();
            return Arrays.stream(constants)
                    .filter(constant -> constant.name().equals(node.stringValue()))
                    .findFirst()
                    .map(Converted::value)
                    .orElseGet(() -> broken("enum", "Input should be " + alternatives(constants)));
        };
    }

    /// The id that `text` writes, or 0, an id that no object has.
    static long idOrNobody(String text) {
        if (!ID_DIGITS.matcher(text).matches()) {
            return NOBODY;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException beyondAllIds) {
            return NOBODY;
        }
    }

    private static Converted<BigDecimal> whole(JsonNode node) {
        if (node.isBoolean()) {
            return value(node.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        if (node.isString()) {
            var text = node.stringValue().strip();
            return text.length() <= NUMBER_TEXT_MAX && INTEGER.matcher(text).matches()
                    ? value(new BigDecimal(text.replace("_", "")))
                    : broken("int_parsing", "Input should be a valid integer, unable to parse string as an integer");
        }
        if (!node.isNumber()) {
            return broken("int_type", "Input should be a valid integer");
        }
        var number = node.decimalValue();
        // A number this large is out of range for every field. To test whether it is whole could cost millions
        // of digits.
        return magnitude(number) > MAGNITUDE_MAX || isWhole(number)
                ? value(number)
                : broken("int_from_float", "Input should be a valid integer, got a number with a fractional part");
    }

    private static Converted<BigDecimal> number(JsonNode node) {
        if (node.isBoolean()) {
            return value(node.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        if (node.isString()) {
            var text = node.stringValue().strip();
            return text.length() <= NUMBER_TEXT_MAX && NUMBER.matcher(text).matches()
                    ? value(new BigDecimal(text))
                    : broken("float_parsing", "Input should be a valid number, unable to parse string as a number");
        }
        return node.isNumber() ? value(node.decimalValue()) : broken("float_type", "Input should be a valid number");
    }

    private static String bit(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        return number.compareTo(BigDecimal.ONE) == 0 ? "1" : "";
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isPositiveLong(BigDecimal number) {
        return number.signum() > 0 && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    private static long magnitude(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.chars().anyMatch(character -> Character.isSurrogate((char) character))
                && text.codePoints()
                        .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static String characters(int count) {
        return count + (count == 1 ? " character" : " characters");
    }

    private static String alternatives(Enum<?>[] constants) {
        List<String> quoted = Arrays.stream(constants)
                .map(constant -> "'" + constant.name() + "'")
                .toList();
        int last = quoted.size() - 1;
        return last == 0
                ? quoted.getFirst()
                : quoted.stream().limit(last).collect(joining(", ")) + " or " + quoted.getLast();
    }
}
