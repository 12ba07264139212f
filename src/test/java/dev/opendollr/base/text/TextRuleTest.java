package dev.opendollr.base.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which texts are exact, and how the others are shown.
class TextRuleTest {
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ma Hawa",
                "Rice & Co, \"25 kg\" <b>'\\; drop table party; --",
                "Commande annul\u00e9e \u00e0 12\u00a0000\u202fFCFA",
                "ma\u0301ria",
                "\u8ba2\u5355-1",
                "\u0645\u0637\u0639\u0645 \u0627\u0644\u0646\u064A\u0644",
                "\u05d1\u05bc\u05d0",
                // Persian "I want", which is another word without its non-joiner.
                "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                // Sinhala "Sri" and an old spelling of a Malayalam "n".
                "\u09B0\u200D\u09CD\u09AF\u09BE\u09AC \u0CB0\u200D\u0CCD\u0CAF",
                "\u0DC1\u0DCA\u200D\u0DBB\u0DD3 \u0D28\u0D4D\u200D",
                "\u0915\u094D\u200C\u0937",
                "\uD83D\uDE00 \u2764\uFE0F 1\uFE0F\u20E3 #\uFE0F\u20E3 \u00A9\uFE0F \u2764\uFE0E",
                FAMILY,
                // A rainbow flag, a shrug with a skin tone, the flag of Liberia.
                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08 \uD83E\uDD37\uD83C\uDFFD\u200D\u2640\uFE0F",
                "\uD83C\uDDF1\uD83C\uDDF7",
                "\u1112\u1161\u11AB",
                // Burmese "universe" and Khmer "Khmer": each has signs that stack two letters.
                "\u1005\u1000\u103C\u101D\u1020\u102C \u101E\u1019\u1039\u1019\u1010",
                "\u1781\u17D2\u1798\u17C2\u179A",
                // A Burmese "English", whose stack stands behind a mark.
                "\u1021\u1004\u103A\u1039\u1002\u101C\u102D\u1015\u103A",
                // The numbers 100 and 5 of Brahmi, as one.
                "\uD804\uDC64\uD804\uDC7F\uD804\uDC56",
                // Persian with a vowel sign before the non-joiner.
                "\u0645\u06CC\u0650\u200C\u062E",
                // A kiss, a mechanic with a skin tone, a firefighter who runs to the right, a phoenix.
                "\uD83D\uDC69\u200D\u2764\uFE0F\u200D\uD83D\uDC8B\u200D\uD83D\uDC68",
                "\uD83D\uDC69\uD83C\uDFFF\u200D\uD83D\uDD27",
                "\uD83C\uDFC3\u200D\u2640\uFE0F\u200D\u27A1\uFE0F \uD83D\uDC26\u200D\uD83D\uDD25",
                // Vietnamese taken apart, Hebrew with vowels and accents.
                "Tra\u0323\u0302n Thi\u0323 Nguye\u0302\u0303n",
                "\u05D1\u05BC\u05B0\u05BD\u05E8\u05B5\u05D0\u05E9\u05C1\u05B4\u0596\u05D9\u05EA",
                // The tallest stack of Tibetan: eight marks on one letter.
                "\u0F67\u0F90\u0FB5\u0FA8\u0FB3\u0FBA\u0FBC\u0FBB\u0F82",
                "12\u00a0kg 1\u202f500\u00a0\u20ac 12\u00a0%",
            })
    void what_a_reader_sees_is_allowed(String text) {
        assertThat(TextRule.LINE.allows(text)).isTrue();
        assertThat(TextRule.LINES.allows(text)).isTrue();
        assertThat(Escaped.of(text)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0000, NUL",
        "0007, bell",
        "0008, backspace",
        "0009, tab",
        "000D, carriage return alone",
        "001B, escape",
        "007F, delete",
        "0085, next line",
        "009B, control sequence introducer",
        "00AD, soft hyphen",
        "034F, grapheme joiner",
        "061C, Arabic letter mark",
        "115F, Hangul filler",
        "1160, Hangul filler",
        "17B4, Khmer inherent vowel",
        "180B, Mongolian selector",
        "180E, Mongolian vowel separator",
        "200B, zero-width space",
        "200C, non-joiner among Latin letters",
        "200D, joiner among Latin letters",
        "200E, left-to-right mark",
        "200F, right-to-left mark",
        "2028, line separator",
        "2029, paragraph separator",
        "202A, embedding",
        "202E, override",
        "2060, word joiner",
        "2062, invisible times",
        "2066, isolate",
        "2069, end of isolate",
        "206A, deprecated format",
        "2800, blank Braille pattern",
        "3164, Hangul filler",
        "E000, private use",
        "FE00, variation selector",
        "FE0F, emoji style without emoji",
        "FEFF, byte order mark",
        "FFA0, half-width filler",
        "FFF9, interlinear annotation",
        "FFFC, place of an object",
        "FFFF, no character",
        "0378, unassigned",
        "1039, stacker of Myanmar among Latin letters",
        "17D2, stacker of Khmer among Latin letters",
        "1107F, joiner of Brahmi numbers among Latin letters",
        "13441, blank hieroglyph",
        "13442, half of a blank hieroglyph",
        "1BCA0, shorthand format",
        "1D159, null notehead",
        "1D173, musical format",
        "E0001, language tag",
        "E0041, tag letter",
        "E0100, variation selector",
        "F0000, private use",
        "D800, half a pair",
        "DC00, half a pair",
    })
    void what_a_reader_does_not_see_is_refused_everywhere(String hex, String what) {
        int point = Integer.parseInt(hex, 16);
        var hidden = Character.toString(point);
        for (var text : new String[] {hidden, "a" + hidden + "b", "Ma " + hidden, hidden + "1"}) {
            assertThat(TextRule.LINE.firstRefused(text)).as(what).hasValue(point);
            assertThat(TextRule.LINES.firstRefused(text)).as(what).hasValue(point);
            assertThat(Escaped.of(text)).isEqualTo(text.replace(hidden, "\\u{" + hex + "}"));
        }
    }

    @Test
    void joiners_and_styles_that_do_nothing_are_refused() {
        for (var text : new String[] {
            "\uD83D\uDC68\u200D",
            "\u200D\uD83D\uDC68",
            "\uD83D\uDC68\u200D\u200D\uD83D\uDC68",
            "a\u200D\uD83D\uDC68",
            "\u0628\u200Ca",
            "a\u200C\u0628",
            "\u0628\u200C",
            "\u2764\uFE0F\uFE0F",
            "1\uFE0F",
            "\u0628\u200D\u0628",
            // Behind letters that join nothing after them, or before one that joins nothing.
            "\u062F\u200C\u0628",
            "\u0627\u064E\u200C\u0628",
            "\u0628\u200C\u0621",
            "\u0628\u200C\u0660",
            // Behind marks and viramas of no letter of their script.
            "a\u0301\u200C\u0628",
            "\u0301\u200C\u0628",
            "a\u094D\u200Db",
            "\u094D\u200D",
            "\u0915\u094D\u200C",
            "\u0915\u094D\u200Ca",
            "\u0915\u094D\u200D\u200D",
            // Emoji that are never one.
            "\uD83D\uDE00\u200D\uD83D\uDE00",
            "\u00A9\u200D\u00AE",
            "\uD83D\uDC68\u200D\uD83D\uDE00",
            // Stackers without two letters to stack.
            "\u1019\u1039",
            "\u1039\u1019",
            "\u1781\u17D2 \u1798",
            "\u1781\u17D2\u17D2\u1798",
            "\u1781\u17D2\u1019",
            "\uD804\uDC64\uD804\uDC7F"
        }) {
            assertThat(TextRule.LINE.allows(text)).as(Escaped.of(text)).isFalse();
        }
    }

    @Test
    void a_character_bears_eight_marks_at_most() {
        for (var mark : new String[] {"\u0301", "\u0336", "\u20DD", "\u0903", "\u0489", "\uD834\uDD67"}) {
            var most = "a" + mark.repeat(8);
            assertThat(TextRule.LINE.allows(most + most)).as(Escaped.of(mark)).isTrue();
            assertThat(TextRule.LINES.firstRefused(most + mark)).hasValue(mark.codePointAt(0));
            assertThat(TextRule.LINE.complaint(most + mark))
                    .hasValue("more than 8 marks on one character are not allowed");
            assertThat(Escaped.of(most + mark)).startsWith(most + "\\u{");
        }
        assertThat(TextRule.LINES.allows("a" + "\u0301\u0316".repeat(4) + "\u0323"))
                .isFalse();
        assertThat(TextRule.LINE.complaint("a\u034F")).hasValue("the character U+034F is not allowed");
    }

    /// The only blank of names and references is the one of the keyboard; a note may have others.
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00A0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A,
                0x202F, 0x205F, 0x3000
            })
    void blanks_of_other_kinds_are_refused_in_names(int point) {
        var blank = Character.toString(point);
        for (var name :
                new String[] {blank, blank + "Ma", "Ma" + blank, "Ma" + blank + "Hawa", "Ma " + blank, "1" + blank}) {
            assertThat(TextRule.LINE.firstRefused(name)).as(name).hasValue(point);
            assertThat(TextRule.LINES.allows(name)).isTrue();
        }
        assertThat(Escaped.of("Ma" + blank)).isEqualTo("Ma\\u{%04X}".formatted(point));
    }

    @Test
    void notes_keep_their_line_breaks_and_nothing_else() {
        var note = "Two bags\nto the \u201cMarket\u201d\r\n\r\nthanks";
        assertThat(TextRule.LINES.allows(note)).isTrue();
        assertThat(TextRule.LINE.firstRefused(note)).hasValue('\n');
        assertThat(Escaped.of("a\r\nb")).isEqualTo("a\\u{000D}\\u{000A}b");
        assertThat(TextRule.LINES.firstRefused("a\r\rb")).hasValue('\r');
    }

    /// Whatever Unicode calls control, format, private or nothing; and what it calls a letter or a digit is kept.
    @Test
    void every_code_point_falls_on_one_side() {
        var refused = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> !TextRule.LINE.allows(Character.toString(point)))
                .toArray();
        assertThat(IntStream.of(refused))
                .allMatch(point -> !Character.isLetterOrDigit(point)
                        || Character.getName(point).matches(".*(FILLER|BLANK).*"));
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(point -> Character.isISOControl(point)
                                || Character.getType(point) == Character.FORMAT
                                || !Character.isDefined(point)))
                .allMatch(point -> Arrays.binarySearch(refused, point) >= 0);
    }

    @Test
    void a_length_counts_what_the_caller_counts() {
        assertThat(TextRule.length(FAMILY)).isEqualTo(5);
    }
}
