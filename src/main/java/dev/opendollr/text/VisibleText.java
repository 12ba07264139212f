package dev.opendollr.text;

import java.util.Set;

/// Tells the code points that a reader sees from those that cannot be seen or change how others are seen.
///
/// Joiners and variation selectors are seen only by what they do to their neighbours, so they count only where they do
/// something: in emoji, in Persian and other Arabic writing, and behind the viramas of South Asia.
final class VisibleText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;
    private static final String KEYS = "0123456789#*";
    private static final int SKIN_TONE_FIRST = 0x1F3FB;
    private static final int SKIN_TONE_LAST = 0x1F3FF;

    private static final Set<Byte> UNSEEN = Set.of(
            Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR);

    /// Letters, marks and symbols that leave their place empty, whatever Unicode calls them.
    private static final Set<Integer> BLANKS = Set.of(
            0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0, 0x16FE4,
            0x1D159);

    /// Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam and Sinhala.
    private static final Set<Integer> VIRAMAS =
            Set.of(0x094D, 0x09CD, 0x0A4D, 0x0ACD, 0x0B4D, 0x0BCD, 0x0C4D, 0x0CCD, 0x0D4D, 0x0DCA);

    private VisibleText() {}

    /// Whether a reader of `text` sees `point`, which stands at `at`.
    static boolean shows(String text, int at, int point) {
        if (isJoiner(point)) {
            return joins(text, at, point);
        }
        if (isVariation(point)) {
            return styles(text, at, point);
        }
        return !UNSEEN.contains((byte) Character.getType(point)) && !BLANKS.contains(point);
    }

    private static boolean isJoiner(int point) {
        return point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
    }

    private static boolean joins(String text, int at, int joiner) {
        int before = before(text, at);
        int after = after(text, at + 1);
        if (VIRAMAS.contains(before)) {
            return true;
        }
        return joiner == ZERO_WIDTH_JOINER
                ? Character.isExtendedPictographic(pictograph(text, at)) && Character.isExtendedPictographic(after)
                : isArabic(before) && isArabic(after) && Character.isLetter(after);
    }

    /// The emoji that ends before `at`, without its style and skin tone.
    private static int pictograph(String text, int at) {
        int place = at;
        int point = before(text, place);
        while (point == EMOJI_STYLE || (point >= SKIN_TONE_FIRST && point <= SKIN_TONE_LAST)) {
            place -= Character.charCount(point);
            point = before(text, place);
        }
        return point;
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

    private static boolean isArabic(int point) {
        return Character.UnicodeScript.of(point) == Character.UnicodeScript.ARABIC
                || Character.getType(point) == Character.NON_SPACING_MARK;
    }

    /// 0 where the text begins.
    private static int before(String text, int at) {
        return at > 0 ? text.codePointBefore(at) : 0;
    }

    /// 0 where the text ends.
    private static int after(String text, int at) {
        return at < text.length() ? text.codePointAt(at) : 0;
    }
}
