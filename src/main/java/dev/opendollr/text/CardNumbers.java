package dev.opendollr.text;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds card numbers in texts: digits of any script, together or in groups, that a card scheme could have issued.
///
/// A net for accidents, not a proof: amounts that stand in a row can look like a card number by chance.
public final class CardNumbers {
    private static final Pattern UUID =
            Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-fA-F])");
    /// A phone as it is dialled from abroad.
    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{8,15}(?![0-9])");

    /// An account as banks write it; its check digits tell it from a word that happens to stand before a card.
    private static final Pattern IBAN = Pattern.compile("(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}"
            + "([A-Z0-9]{11,30}|( [A-Z0-9]{4}){2,7}( [A-Z0-9]{1,3})?)(?![A-Za-z0-9])");

    private static final BigInteger IBAN_MODULUS = BigInteger.valueOf(97);
    private static final int IBAN_HEAD = 4;
    /// A counts 10, Z counts 35.
    private static final int LETTERS_AS_DIGITS = 36;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    /// What nobody sees between two digits does not part them.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Mn}\\p{Me}\\u115F\\u1160\\u2800]");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private static final int GROUP_MIN = 3;
    private static final int GROUP_MAX = 6;
    /// As in `4111 11111111 1111`.
    private static final int TWO_GROUPS = 8;
    private static final int GAP_MAX = 2;
    /// As in ` - `.
    private static final int SPACED_GAP = 3;

    private CardNumbers() {}

    public static boolean isIn(String text) {
        return mayHold(text) && isInPlain(plain(text));
    }

    /// Cheap: hardly any text has as many digits.
    private static boolean mayHold(String text) {
        int digits = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if ((character >= '0' && character <= '9') || character > '~') {
                digits++;
            }
        }
        return digits >= CardScheme.DIGITS_MIN;
    }

    private static boolean isInPlain(String text) {
        if (text.chars().filter(CardNumbers::isDigit).count() < CardScheme.DIGITS_MIN) {
            return false;
        }
        var groups = groups(withoutOthers(text));
        for (int first = 0; first < groups.size(); first++) {
            if (CardScheme.couldIssue(groups.get(first).digits()) || startsCardNumber(groups, first)) {
                return true;
            }
        }
        return false;
    }

    /// The text without what is known to be something else.
    private static String withoutOthers(String text) {
        var rest = UUID.matcher(text).replaceAll("x");
        rest = PHONE.matcher(rest).replaceAll("x");
        return IBAN.matcher(rest).replaceAll(found -> isIban(found.group().replace(" ", "")) ? "x" : found.group());
    }

    private static boolean isIban(String account) {
        var moved = account.substring(IBAN_HEAD) + account.substring(0, IBAN_HEAD);
        var number = new StringBuilder();
        moved.chars().forEach(character -> number.append(Character.digit(character, LETTERS_AS_DIGITS)));
        return new BigInteger(number.toString()).mod(IBAN_MODULUS).equals(BigInteger.ONE);
    }

    /// The text in compatibility form, with digits of every script as ASCII.
    private static String plain(String text) {
        if (text.chars().allMatch(character -> character <= '~')) {
            return text;
        }
        var normal = UNSEEN.matcher(compatible(text)).replaceAll("");
        var plain = new StringBuilder(normal.length());
        normal.codePoints().forEach(point -> {
            int digit = Character.digit(point, 10);
            plain.appendCodePoint(digit < 0 ? point : '0' + digit);
        });
        return plain.toString();
    }

    /// The compatibility form without marks. They go first: to sort many of them takes the square of their number.
    public static String compatible(String text) {
        return Normalizer.normalize(MARKS.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
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

    /// Whether the group `first` and some that follow it are the groups of one card number; other numbers can stand
    /// beside it.
    private static boolean startsCardNumber(List<Group> groups, int first) {
        if (!groups.get(first).isPart()) {
            return false;
        }
        var digits = new StringBuilder(groups.get(first).digits());
        boolean withShortGroup = digits.length() == GROUP_MIN;
        boolean sameGaps = true;
        for (int next = first + 1; next < groups.size(); next++) {
            var group = groups.get(next);
            sameGaps &=
                    next == first + 1 || group.gap().equals(groups.get(next - 1).gap());
            if (!group.isPart() || !group.isNear() || digits.length() >= CardScheme.DIGITS_MAX) {
                return false;
            }
            digits.append(group.digits());
            // Amounts and phones are written in groups of three, and then their list has other gaps than they have.
            if ((sameGaps || !withShortGroup) && CardScheme.couldIssue(digits)) {
                return true;
            }
            withShortGroup |= group.digits().length() == GROUP_MIN;
        }
        return false;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /// Digits that stand together, and what stands between them and the digits before.
    private record Group(String digits, String gap) {
        boolean isPart() {
            int length = digits.length();
            return (length >= GROUP_MIN && length <= GROUP_MAX) || length == TWO_GROUPS;
        }

        boolean isNear() {
            if (gap.codePoints().anyMatch(Character::isLetter)) {
                return false;
            }
            int length = TextRule.length(gap);
            return length <= GAP_MAX || (length == SPACED_GAP && isSpaced());
        }

        /// A sign between two blanks, but not the border of a table.
        private boolean isSpaced() {
            return gap.startsWith(" ") && gap.endsWith(" ") && gap.charAt(1) != '|';
        }
    }
}
