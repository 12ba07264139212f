package dev.opendollr.http;

import static dev.opendollr.problem.Violation.below;

import dev.opendollr.problem.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Finds card numbers and card codes in a request, so that none is ever stored or logged.
final class CardData {
    private static final Set<String> NAMES = Set.of("cvv", "cvc", "card_cvv", "card_number", "pan");
    /// Members that hold up to 15 digits by right.
    private static final Set<String> PHONES = Set.of("phone", "insensitive_account_number");

    /// Digits in groups, as people write card numbers.
    private static final Pattern DIGITS = Pattern.compile("[0-9]+(?:[ -][0-9]+)*");

    private static final int DIGITS_MIN = 13;
    private static final int DIGITS_MAX = 19;
    /// The prefixes under which the card schemes issue numbers.
    private static final Pattern SCHEME = Pattern.compile("(4|5[0-9]|2[2-7]|3[0-9]|6[0-9]|9[0-9]|81).*");

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    static final String SENTENCE = "card data is not accepted here";

    private CardData() {}

    static void refuse(JsonNode node, List<Object> location, Consumer<Violation> violations) {
        if (node.isObject()) {
            node.properties().forEach(member -> member(member.getKey(), member.getValue(), location, violations));
        } else if (node.isArray()) {
            for (int position = 0; position < node.size(); position++) {
                refuse(node.get(position), below(location, position), violations);
            }
        } else if (node.isString() && holdsCardNumber(node.stringValue())) {
            violations.accept(Violation.value(location, SENTENCE));
        }
    }

    private static void member(String name, JsonNode value, List<Object> location, Consumer<Violation> violations) {
        if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
            violations.accept(Violation.value(below(location, name), SENTENCE));
        } else if (!PHONES.contains(name) || !value.isString()) {
            refuse(value, below(location, name), violations);
        }
    }

    static boolean holdsCardNumber(String text) {
        if (UUID.matcher(text).matches()) {
            return false;
        }
        return DIGITS.matcher(text)
                .results()
                .anyMatch(run -> holdsCardNumber(run.group().split("[ -]")));
    }

    /// Whether some neighbouring groups make a card number together.
    private static boolean holdsCardNumber(String[] groups) {
        for (int first = 0; first < groups.length; first++) {
            var digits = new StringBuilder();
            for (int next = first; next < groups.length && digits.length() <= DIGITS_MAX; next++) {
                digits.append(groups[next]);
                if (isCardNumber(digits.toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCardNumber(String digits) {
        return digits.length() >= DIGITS_MIN
                && digits.length() <= DIGITS_MAX
                && SCHEME.matcher(digits).matches()
                && passesLuhn(digits);
    }

    private static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            int weighted = place % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
