package dev.opendollr.base.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds card numbers in texts: digits of any script, together or in groups, that a card scheme could have issued.
///
/// It catches accidents and proves nothing: amounts in a row can look like a card number by chance.
public final class CardNumbers {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    /// The most digits that one character beyond ASCII can hold, as in `⑫`.
    private static final int DIGITS_OF_CHARACTER_MAX = 2;

    private static final int GROUP_MIN = 3;
    private static final int GROUP_MAX = 6;
    /// As in `4111 11111111 1111`.
    private static final int TWO_FOURS = 8;

    private static final int FOUR = 4;
    private static final int GAP_MAX = 2;
    /// As in ` - `.
    private static final int SPACED_GAP = 3;

    private static final Pattern ESCAPES = Pattern.compile("(%[0-9A-Fa-f]{2})+");
    private static final int UNESCAPED_MAX = 2;

    private CardNumbers() {}

    /// Whether the text contains what looks like a card number. The text is also searched with its
    /// percent-encoding decoded, once and twice.
    public static boolean isIn(String text) {
        if (!mayHold(text)) {
            return false;
        }
        var said = text;
        for (int unescaped = 0; unescaped <= UNESCAPED_MAX; unescaped++) {
            if (isInPlain(PlainDigits.of(said))) {
                return true;
            }
            var next = unescape(said);
            if (next.equals(said)) {
                return false;
            }
            said = next;
        }
        return false;
    }

    private static String unescape(String text) {
        return ESCAPES.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(new String(bytes(found.group()), StandardCharsets.UTF_8)));
    }

    /// Of escapes such as `%C3%A9`.
    private static byte[] bytes(String escapes) {
        return HexFormat.of().parseHex(escapes.replace("%", ""));
    }

    /// The compatibility form without marks.
    public static String compatible(String text) {
        return PlainDigits.compatible(text);
    }

    /// Cheap: hardly any text has as many digits.
    private static boolean mayHold(String text) {
        int digits = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (isDigit(character)) {
                digits++;
            } else if (character > '~') {
                digits += DIGITS_OF_CHARACTER_MAX;
            }
        }
        return digits >= CardScheme.DIGITS_MIN;
    }

    private static boolean isInPlain(String text) {
        if (text.chars().filter(CardNumbers::isDigit).count() < CardScheme.DIGITS_MIN) {
            return false;
        }
        var groups = groups(OtherNumbers.setAside(text));
        for (int first = 0; first < groups.size(); first++) {
            if (CardScheme.couldIssue(groups.get(first).digits()) || startsCardNumber(groups, first)) {
                return true;
            }
        }
        return false;
    }

    private static List<Group> groups(String text) {
        List<Group> groups = new ArrayList<>();
        var found = DIGITS.matcher(text);
        int end = 0;
        while (found.find()) {
            groups.add(new Group(found.group(), text.substring(end, found.start())));
            end = found.end();
        }
        return groups;
    }

    /// Whether the group `first` and some that follow it are the groups of one card number. Other numbers may
    /// precede or follow it.
    private static boolean startsCardNumber(List<Group> groups, int first) {
        if (!groups.get(first).isPart()) {
            return false;
        }
        var digits = new StringBuilder(groups.get(first).digits());
        for (int next = first + 1; next < groups.size(); next++) {
            var group = groups.get(next);
            if (!group.isPart() || !group.isNear() || digits.length() >= CardScheme.DIGITS_MAX) {
                return false;
            }
            digits.append(group.digits());
            if (CardScheme.couldIssue(digits) && !areOthers(groups.subList(first, next + 1))) {
                return true;
            }
        }
        return false;
    }

    /// Whether groups that could be a card number are written like other numbers: amounts in groups of three,
    /// with different gaps between groups and between amounts, or dates of eight digits beside groups that do
    /// not have four digits.
    private static boolean areOthers(List<Group> groups) {
        boolean areThrees = groups.stream().allMatch(group -> group.has(GROUP_MIN));
        long gaps = groups.stream().skip(1).map(Group::gap).distinct().count();
        boolean areFours = groups.stream().allMatch(group -> group.has(FOUR) || group.has(TWO_FOURS));
        return (areThrees && gaps > 1) || (!areFours && groups.stream().anyMatch(group -> group.has(TWO_FOURS)));
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /// Adjacent digits, and the text between them and the digits before.
    private record Group(String digits, String gap) {
        boolean isPart() {
            return (digits.length() >= GROUP_MIN && digits.length() <= GROUP_MAX) || has(TWO_FOURS);
        }

        boolean has(int count) {
            return digits.length() == count;
        }

        boolean isNear() {
            if (gap.codePoints().anyMatch(Group::parts)) {
                return false;
            }
            int length = TextRule.length(gap);
            return length <= GAP_MAX || (length == SPACED_GAP && isSpaced());
        }

        /// Whether it is a letter of a word, which separates two numbers. A modifier letter does not: it looks
        /// like a stroke or an apostrophe.
        private static boolean parts(int point) {
            return Character.isLetter(point) && Character.getType(point) != Character.MODIFIER_LETTER;
        }

        /// A sign between two blanks, but not the border of a table.
        private boolean isSpaced() {
            return gap.startsWith(" ") && gap.endsWith(" ") && gap.charAt(1) != '|';
        }
    }
}
