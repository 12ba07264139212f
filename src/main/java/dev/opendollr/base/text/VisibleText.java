package dev.opendollr.base.text;

import java.util.Set;

/// Tells visible code points from those that are invisible or change how others are shown.
///
/// Joiners, variation selectors and blanks of other widths are visible only through their effect on their
/// neighbours, so they are accepted only where they have an effect.
final class VisibleText {
    /// The tallest stack in real writing is Tibetan: eight marks below and above one letter. A taller stack
    /// covers the lines around it, and sorting many marks takes quadratic time.
    static final int MARKS_MAX = 8;

    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final String KEYS = "0123456789#*";
    private static final int NO_BREAK_SPACE = 0x00A0;
    private static final int NARROW_NO_BREAK_SPACE = 0x202F;

    private static final Set<Byte> UNSEEN = Set.of(
            Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR);

    private static final Set<Byte> MARKS =
            Set.of(Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK);

    /// Letters, marks and symbols that look like empty space, whatever Unicode calls them, and the object
    /// replacement character.
    private static final Set<Integer> EMPTY = Set.of(
            0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0, 0xFFFC,
            0x13441, 0x13442, 0x16FE4, 0x1D159);

    private VisibleText() {}

    /// Whether a reader of `text` sees `point`, which stands at `at`.
    static boolean shows(String text, int at, int point) {
        if (Joining.isJoiner(point)) {
            return Joining.joins(text, at, point);
        }
        if (isVariation(point)) {
            return styles(text, at, point);
        }
        return !UNSEEN.contains((byte) Character.getType(point))
                && !EMPTY.contains(point)
                && !(isMark(point) && hasMarksBefore(text, at));
    }

    /// Whether `point` is a blank that a reader cannot tell from an ordinary space. A no-break space is
    /// accepted only between a digit and what [#isUnit] accepts after a number, as in the French `12 000`.
    static boolean isOddBlank(String text, int at, int point) {
        if (point == ' ' || Character.getType(point) != Character.SPACE_SEPARATOR) {
            return false;
        }
        boolean isNoBreak = point == NO_BREAK_SPACE || point == NARROW_NO_BREAK_SPACE;
        return !(isNoBreak && Character.isDigit(before(text, at)) && isUnit(after(text, at + 1)));
    }

    /// Whether `point` can begin what follows a number: more digits, its unit or its currency.
    private static boolean isUnit(int point) {
        return point == '%'
                || Character.isLetterOrDigit(point)
                || Character.getType(point) == Character.CURRENCY_SYMBOL;
    }

    static boolean isMark(int point) {
        return MARKS.contains((byte) Character.getType(point));
    }

    /// Whether the maximum number of marks precedes `at`.
    private static boolean hasMarksBefore(String text, int at) {
        int place = at;
        for (int marks = 0; marks < MARKS_MAX; marks++) {
            int point = before(text, place);
            if (!isMark(point)) {
                return false;
            }
            place -= Character.charCount(point);
        }
        return true;
    }

    private static boolean isVariation(int point) {
        return (point >= 0xFE00 && point <= EMOJI_STYLE) || (point >= 0xE0100 && point <= 0xE01EF);
    }

    private static boolean styles(String text, int at, int selector) {
        int before = before(text, at);
        return (selector == EMOJI_STYLE || selector == TEXT_STYLE)
                && (Character.isExtendedPictographic(before)
                        || (KEYS.indexOf(before) >= 0 && after(text, at + 1) == KEYCAP));
    }

    /// The code point before `at`; 0 at the beginning of the text.
    static int before(String text, int at) {
        return at > 0 ? text.codePointBefore(at) : 0;
    }

    /// The code point at `at`; 0 at the end of the text.
    static int after(String text, int at) {
        return at < text.length() ? text.codePointAt(at) : 0;
    }
}
