package dev.opendollr.text;

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
                "\u0DC1\u0DCA\u200D\u0DBB\u0DD3 \u0D28\u0D4D\u200D",
                "\u0915\u094D\u200C\u0937",
                "\uD83D\uDE00 \u2764\uFE0F 1\uFE0F\u20E3 #\uFE0F\u20E3 \u00A9\uFE0F \u2764\uFE0E",
                FAMILY,
                // A rainbow flag, a shrug with a skin tone, the flag of Liberia.
                "\uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08 \uD83E\uDD37\uD83C\uDFFD\u200D\u2640\uFE0F",
                "\uD83C\uDDF1\uD83C\uDDF7",
                "\u1112\u1161\u11AB",
                "\u3000",
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
        "FFFF, no character",
        "0378, unassigned",
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
            "\u0628\u200D\u0628"
        }) {
            assertThat(TextRule.LINE.allows(text)).as(Escaped.of(text)).isFalse();
        }
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
                        || Character.getName(point).contains("FILLER"));
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
