package dev.opendollr.base.text;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/// Tells the joiners that change the characters around them from those that are merely invisible.
///
/// A joiner is accepted in emoji and after a virama of a South Asian script. A non-joiner is accepted after a
/// virama, and between Arabic letters that would join, as in host names (RFC 5892, appendix A). A sign that
/// stacks letters is accepted between two letters of its script.
final class Joining {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int SKIN_TONE_FIRST = 0x1F3FB;
    private static final int SKIN_TONE_LAST = 0x1F3FF;

    /// Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam and Sinhala.
    private static final Set<Integer> VIRAMAS =
            Set.of(0x094D, 0x09CD, 0x0A4D, 0x0ACD, 0x0B4D, 0x0BCD, 0x0C4D, 0x0CCD, 0x0D4D, 0x0DCA);

    /// The Bengali and the Kannada letter r, which keep their form before a joiner and a virama.
    private static final Set<Integer> REPHS = Set.of(0x09B0, 0x0CB0);

    /// Signs that stack letters and are never visible themselves: Myanmar, Khmer, Tai Tham, Sundanese, Meetei
    /// Mayek, Kharoshthi, the numbers of Brahmi, Chakma, Tulu-Tigalari, Dives Akuru, Zanabazar, Soyombo, both
    /// scripts of Gondi, Kawi.
    private static final Set<Integer> STACKERS = Set.of(
            0x1039, 0x17D2, 0x1A60, 0x1BAB, 0xAAF6, 0x10A3F, 0x1107F, 0x11133, 0x113D0, 0x1193E, 0x11A47, 0x11A99,
            0x11D45, 0x11D97, 0x11F42);

    /// Arabic letters that join only the letter before them, and those that join none.
    private static final String JOINS_BACK = "[\\u0622-\\u0625\\u0627\\u0629\\u062F-\\u0632\\u0648\\u0671-\\u0673"
            + "\\u0675-\\u0677\\u0688-\\u0699\\u06C0\\u06C3-\\u06CB\\u06CD\\u06CF\\u06D2\\u06D3\\u06D5\\u06EE\\u06EF"
            + "\\u0759-\\u075B\\u076B\\u076C\\u0771\\u0773\\u0774\\u0778\\u0779\\u0870-\\u0882\\u088E\\u08AA-\\u08AC"
            + "\\u08AE\\u08B1\\u08B2\\u08B9]";
    private static final String JOINS_NONE = "[\\u0621\\u0674\\u0883-\\u0885\\u0887\\u0888\\u08AD\\uFB50-\\uFEFC]";

    /// Emoji other than people that may be joined, each with the emoji that follows the joiner.
    private static final Set<String> PAIRS = Set.of(
            "🏳🌈", "🏳⚧", "🏴☠", "👁🗨", "🐕🦺", "🐈⬛", "🐻❄", "🐦⬛", "🐦🔥", "❤🔥", "❤🩹", "😮💨", "😵💫", "😶🌫",
            "🍋🟩", "🍄🟫", "⛓💥", "🙂↔", "🙂↕");
    /// Emoji of people without a skin tone: pairs, mythical people, and emoji inside a longer chain.
    private static final String PEOPLE = "👯🤼🧞🧟👪❤💋🤝🦯🦼🦽♀♂";
    /// Emoji that people may be joined to: other people, hearts, hair, occupations and directions.
    private static final String BESIDE_PEOPLE = "♀♂⚕⚖✈❤➡🌾🍳🍼🎄🎓🎤🎨🏫🏭👦👧👨👩💋💻💼🔧🔬🚀🚒🤝🦯🦰🦱🦲🦳🦼🦽🧑🧒";

    private Joining() {}

    static boolean isJoiner(int point) {
        return point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER || STACKERS.contains(point);
    }

    static boolean joins(String text, int at, int joiner) {
        int before = VisibleText.before(text, at);
        int after = VisibleText.after(text, at + Character.charCount(joiner));
        if (STACKERS.contains(joiner)) {
            return isOfScript(joiner, base(text, at)) && isOfScript(joiner, after);
        }
        boolean isZeroWidthJoiner = joiner == ZERO_WIDTH_JOINER;
        if (isZeroWidthJoiner && REPHS.contains(before) && VIRAMAS.contains(after)) {
            return UnicodeScript.of(before) == UnicodeScript.of(after);
        }
        if (VIRAMAS.contains(before)) {
            return isOfScript(before, base(text, at)) && (isZeroWidthJoiner || isOfScript(before, after));
        }
        return isZeroWidthJoiner
                ? areOneEmoji(emoji(text, at), after)
                : isArabic(base(text, at)) && !joinsBack(base(text, at)) && isArabic(after);
    }

    /// Whether `point` is a letter or number of the script of `sign`.
    private static boolean isOfScript(int sign, int point) {
        return (Character.isLetterOrDigit(point) || Character.getType(point) == Character.OTHER_NUMBER)
                && UnicodeScript.of(point) == UnicodeScript.of(sign);
    }

    /// An Arabic letter that can join at all.
    private static boolean isArabic(int point) {
        return Character.isLetter(point)
                && UnicodeScript.of(point) == UnicodeScript.ARABIC
                && !Character.toString(point).matches(JOINS_NONE);
    }

    private static boolean joinsBack(int point) {
        return Character.toString(point).matches(JOINS_BACK);
    }

    private static boolean areOneEmoji(int before, int after) {
        return PAIRS.contains(Character.toString(before) + Character.toString(after))
                || ((Character.isEmojiModifierBase(before) || PEOPLE.indexOf(before) >= 0)
                        && BESIDE_PEOPLE.indexOf(after) >= 0);
    }

    /// The emoji that ends before `at`, without its style and skin tone.
    private static int emoji(String text, int at) {
        int place = at;
        int point = VisibleText.before(text, place);
        while (point == EMOJI_STYLE || (point >= SKIN_TONE_FIRST && point <= SKIN_TONE_LAST)) {
            place -= Character.charCount(point);
            point = VisibleText.before(text, place);
        }
        return point;
    }

    /// The character that bears the marks before `at`; 0 if there is none.
    private static int base(String text, int at) {
        int place = at;
        int point = VisibleText.before(text, place);
        for (int marks = 0; VisibleText.isMark(point) && marks <= VisibleText.MARKS_MAX; marks++) {
            place -= Character.charCount(point);
            point = VisibleText.before(text, place);
        }
        return point;
    }
}
