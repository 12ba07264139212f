package dev.opendollr.base.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// Converts every digit of a text to ASCII: digits of any script, in circles or brackets, raised or lowered.
final class PlainDigits {
    /// Invisible characters: between two digits they do not part them.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Mn}\\p{Me}\\u115F\\u1160\\u2800]");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

    /// The digits of Chinese and Japanese numbers, plain and as banks write them; Unicode calls them letters.
    private static final String[] IDEOGRAPHS = {"〇零", "一壹壱弌", "二贰貳弐弍", "三叁參参弎", "四肆", "五伍", "六陆陸", "七柒漆", "八捌", "九玖"};
    /// The largest numeral has two digits, as in `⑫`. Larger values belong to signs for ten, hundred and so on.
    private static final int NUMBER_MAX = 99;
    /// Ideographic signs for days, months and hours, such as `㏠`.
    private static final int CALENDAR_FIRST = 0x3200;
    private static final int CALENDAR_LAST = 0x33FF;

    private PlainDigits() {}

    /// The text in compatibility form, without marks and invisible characters, with ASCII digits.
    static String of(String text) {
        if (text.chars().allMatch(character -> character <= '~')) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(plain, point));
        return UNSEEN.matcher(compatible(plain.toString())).replaceAll("");
    }

    /// The compatibility form without marks. Marks are removed first: normalization sorts them, which takes
    /// quadratic time.
    static String compatible(String text) {
        return Normalizer.normalize(MARKS.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
    }

    private static void append(StringBuilder plain, int point) {
        if (point <= '~') {
            plain.append((char) point);
            return;
        }
        int number = number(point);
        if (number >= 0 && number <= NUMBER_MAX) {
            plain.append(number);
            return;
        }
        var digits = point >= CALENDAR_FIRST && point <= CALENDAR_LAST ? calendarDigits(point) : "";
        if (digits.isEmpty()) {
            plain.appendCodePoint(point);
        } else {
            plain.append(digits);
        }
    }

    /// The whole number that a digit or a numeral stands for; negative for everything else.
    @SuppressWarnings("CharacterGetNumericValue")
    private static int number(int point) {
        int digit = Character.digit(point, 10);
        if (digit >= 0) {
            return digit;
        }
        // Letters have numbers too: Java calls `a` ten.
        return Character.isLetter(point) ? ideograph(point) : Character.getNumericValue(point);
    }

    private static int ideograph(int point) {
        for (int digit = 0; digit < IDEOGRAPHS.length; digit++) {
            if (IDEOGRAPHS[digit].indexOf(point) >= 0) {
                return digit;
            }
        }
        return -1;
    }

    /// The digits of a sign for a day, a month or an hour; none for a unit such as `㎡`.
    private static String calendarDigits(int point) {
        var form = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
        boolean isUnit = form.chars().anyMatch(character -> character <= '~' && Character.isLetter(character));
        return isUnit ? "" : NO_DIGIT.matcher(form).replaceAll("");
    }
}
