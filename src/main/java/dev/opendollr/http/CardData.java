package dev.opendollr.http;

import static dev.opendollr.problem.Violation.below;

import dev.opendollr.problem.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Finds card numbers and card codes in a request, so that none is ever stored or logged.
final class CardData {
    private static final Set<String> NAMES = Set.of("cvv", "cvc", "card_cvv", "card_number", "pan");
    /// Members that hold long runs of digits by right: their random text is never kept.
    private static final Set<String> CREDENTIALS = Set.of("client_id", "client_secret");

    /// Members that may hold a phone; anything else in them is searched.
    private static final Set<String> PHONES = Set.of("phone", "party_phone", "insensitive_account_number");

    /// Digits as people group them; a pattern of all groups at once would recurse as deep as there are groups.
    private static final Pattern GROUP = Pattern.compile("[0-9]+");

    private static final String SEPARATORS = " -";

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
        if (holdsCardNumber(name)) {
            violations.accept(Violation.value(location, SENTENCE));
        } else if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
            violations.accept(Violation.value(below(location, name), SENTENCE));
        } else if (!isExempt(name, value)) {
            refuse(value, below(location, name), violations);
        }
    }

    private static boolean isExempt(String name, JsonNode value) {
        return value.isString()
                && (CREDENTIALS.contains(name) || (PHONES.contains(name) && Body.isPhone(value.stringValue())));
    }

    static boolean holdsCardNumber(String text) {
        if (UUID.matcher(text).matches()) {
            return false;
        }
        var groups = GROUP.matcher(text).results().toList();
        return IntStream.range(0, groups.size()).anyMatch(first -> startsCardNumber(text, groups, first));
    }

    /// A card number may begin and end with any group: other numbers can stand beside it.
    private static boolean startsCardNumber(String text, List<MatchResult> groups, int first) {
        var digits = new StringBuilder(groups.get(first).group());
        int next = first + 1;
        while (!isCardNumber(digits)) {
            if (digits.length() >= DIGITS_MAX || next == groups.size() || !follows(text, groups, next)) {
                return false;
            }
            digits.append(groups.get(next).group());
            next++;
        }
        return true;
    }

    /// Whether one blank or hyphen is all that parts a group from the one before.
    private static boolean follows(String text, List<MatchResult> groups, int group) {
        int separator = groups.get(group - 1).end();
        return separator + 1 == groups.get(group).start() && SEPARATORS.indexOf(text.charAt(separator)) >= 0;
    }

    private static boolean isCardNumber(CharSequence digits) {
        return digits.length() >= DIGITS_MIN
                && digits.length() <= DIGITS_MAX
                && SCHEME.matcher(digits).matches()
                && passesLuhn(digits);
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            int weighted = place % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
