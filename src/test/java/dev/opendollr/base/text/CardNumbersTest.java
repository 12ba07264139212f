package dev.opendollr.base.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which texts hold a card number.
class CardNumbersTest {
    private static final int NOTES = 1_000;
    private static final long NOTES_SEED = 1;
    private static final int MARKS = 500_000;
    private static final int RANDOM_CARDS = 2_000;
    private static final int RANDOM_LISTS = 2_000;

    /// To sort so many of them takes minutes; a caller could hold up all others.
    @Test
    void a_text_full_of_marks_is_read_in_time() {
        var marks = "\u0301".repeat(MARKS) + "\u0316".repeat(MARKS);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(CardNumbers.isIn("a" + marks)).isFalse();
            assertThat(CardNumbers.isIn("4111" + marks + " 1111 1111 1111")).isTrue();
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "4111111111111111, true",
        "4222222222222, true",
        "6304000000000000000, true",
        "5555555555554444, true",
        "378282246310005, true",
        "30569309025904, true",
        "6011111111111117, true",
        "2223003122003222, true",
        "3530111333300000, true",
        "6200000000000005, true",
        "506066506066506067, true",
        "4111 1111 1111 1111, true",
        "4111-1111-1111-1111, true",
        "4111 11111111-1111, true",
        "3782 822463 10005, true",
        "3056-930902-5904, true",
        "378 282 246 310 005, true",
        "424.242.424.242.4242, true",
        "42424242 42424242, true",
        "424242/424242/4242, true",
        "x4111111111111111x, true",
        "12 4111111111111111 34, true",
        "1-2-3-4111-1111-1111-1111, true",
        "table 7 4111 1111 1111 1111, true",
        "4111 1111 1111 1111 12/29, true",
        "4111 1111 1111 1111 123, true",
        "pm_4242_4242_4242_4242_cvv_123, true",
        "41111111 111111112222, false",
        "4111111111111112, false",
        "411111111111, false",
        "41111111111111111116, false",
        "0000000000000000, false",
        "1234567890123452, false",
        "44444444-4444-4444-4444-444444444448, false",
        "paid 44444444-4444-4444-4444-444444444448 today, false",
        "550e8400-e29b-41d4-a716-446655440000, false",
        "call +4916091234562 today, false",
        "call +4222222222222 today, true",
        "call +4111 1111 1111 1111, true",
        "call +1 4242 4242 4242 4242, true",
        "0424-242-4242 4242 4242, false",
        "4242-0424-242-4242, false",
        "411-111 111111.1111, true",
        "424 2424-2424.2424--242, false",
        "424 2424-2424.2424/24 2, false",
        "424 2424-2424.24242, true",
        "42424-242  4242:4242, true",
        "4111 1111 111/1 11111, false",
        "card 411_111 11.11 1111, false",
        "20261127 42424242, false",
        "4242 42424242 4242, true",
        "371-449 635-398 431, false",
        "2026-11-23 424 2424 2424 24242, true",
        "DE89 3704 0044 0532 0130 00, false",
        "DE79 5555 5555 5555 4444 00, false",
        "DE48 5555 5555 5555 4444 00, true",
        "XX36 5555 5555 5555 4444 00, true",
        "ZZ214111111111111111, true",
        "US874111111111111111, true",
        "LR744111111111111111, true",
        "DE185555555555554444, true",
        "BY735555555555554444, true",
        "GB61 5555 5555 5555 4444 00, true",
        "FR66 5555 5555 5555 4444 0000 000, true",
        "ZZ224111111111111111, false",
        "NL32BUNK2068141111, false",
        "BY DE79 5555 5555 5555 4444, true",
        "4111 x 1111 x 1111 x 1111, false",
        "4111x1111x1111x1111, false",
        "4111     1111     1111     1111, false",
        "'', false",
    })
    void a_card_number_is_what_a_scheme_could_have_issued(String text, boolean found) {
        assertThat(CardNumbers.isIn(text)).isEqualTo(found);
    }

    /// One or two characters that are no letters or digits part the groups, and three when the outer ones are blanks.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                "/",
                "_",
                ",",
                "\t",
                "\n",
                "\r\n",
                "  ",
                "\u00a0",
                "\u200b",
                "\u2013",
                "\u2014",
                " - ",
                ", ",
                "--",
                ". ",
                ":",
                "|",
                "\\",
                "*",
                "#",
                "+",
                "=",
                "\u2022",
                "\u30fb",
                "\uff0d",
                "\u3000",
                "\u2028",
                " \u2013 ",
                " / ",
                "\u00ad",
                "\u2060\u2060",
                "\u202f",
                "()",
                "\uD83D\uDE00",
                "\u0336"
            })
    void groups_may_be_parted_by_anything_that_is_no_letter_or_digit(String gap) {
        for (var groups : List.of(
                List.of("4242", "4242", "4242", "4242"),
                List.of("3782", "822463", "10005"),
                List.of("5555", "5555", "5555", "4444"),
                List.of("424", "242", "424", "242", "4242"))) {
            var card = String.join(gap, groups);
            assertThat(CardNumbers.isIn(card)).as(Escaped.of(card)).isTrue();
            assertThat(CardNumbers.isIn("Card: " + card + ", thanks")).isTrue();
        }
    }

    @ParameterizedTest(name = "digit zero {0}")
    @ValueSource(ints = {'0', 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10, 0x1D7CE, 0x1D7F6, 0x1E950})
    void digits_may_be_of_any_script(int zero) {
        for (var card : List.of("4242424242424242", "4242 4242 4242 4242", "3782-822463-10005")) {
            var text = new StringBuilder("n\u00ba ");
            card.chars()
                    .forEach(character ->
                            text.appendCodePoint(Character.isDigit(character) ? zero + character - '0' : character));
            assertThat(CardNumbers.isIn(text.toString())).as(text.toString()).isTrue();
        }
    }

    /// Rings, brackets, full stops, commas, numerals, rods, and signs for days, months and hours: `one` is the sign for
    /// 1.
    @ParameterizedTest(name = "one is {0}")
    @ValueSource(
            ints = {
                0x2460, 0x2474, 0x2488, 0x24F5, 0x2776, 0x2780, 0x278A, 0x2160, 0x2170, 0x3021, 0x3220, 0x3280, 0x1369,
                0x1F102, 0x1D360, 0x32C0, 0x3359, 0x33E0
            })
    void digits_may_be_dressed(int one) {
        for (var card : List.of("4242424242424242", "4242 4242 4242 4242", "3782-822463-1223")) {
            var text = new StringBuilder();
            card.chars()
                    .forEach(character ->
                            text.appendCodePoint(Character.isDigit(character) ? one + character - '1' : character));
            assertThat(CardNumbers.isIn(text.toString())).as(text.toString()).isEqualTo(card.startsWith("4"));
        }
    }

    /// Whatever Unicode calls a number from 0 to 9, and is no letter, in the place of that digit.
    @Test
    @SuppressWarnings("CharacterGetNumericValue")
    void every_sign_for_a_digit_counts_as_it() {
        var signs = IntStream.rangeClosed('~' + 1, Character.MAX_CODE_POINT)
                .filter(point -> !Character.isLetter(point))
                .filter(point -> Character.getNumericValue(point) >= 0 && Character.getNumericValue(point) <= 9)
                .toArray();
        assertThat(signs).hasSizeGreaterThan(1_000);
        for (int sign : signs) {
            int digit = Character.getNumericValue(sign);
            var rest = OrdinaryNotes.cardWith(digit);
            var text = rest.replace(String.valueOf(digit), Character.toString(sign));
            assertThat(CardNumbers.isIn(text)).as("U+%04X in %s", sign, text).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u2463\u24EB\u24EB\u24EB\u24EB\u24EB\u24EB\u24EB\u2780",
                "\u56db\u4e8c\u56db\u4e8c \u56db\u4e8c\u56db\u4e8c \u56db\u4e8c\u56db\u4e8c \u56db\u4e8c\u56db\u4e8c",
                "\u8086\u8d30\u8086\u8cb3\u8086\u5f10\u8086\u4e8c\u8086\u4e8c\u8086\u4e8c\u8086\u4e8c\u8086\u4e8c",
                "4\ufe0f\u20e32\ufe0f\u20e34\ufe0f\u20e32\ufe0f\u20e3-4242-4242-4242",
                "\u2074\u00b2\u2074\u00b2 \u2074\u00b2\u2074\u00b2 \u2074\u00b2\u2074\u00b2 \u2074\u00b2\u2074\u00b2",
                "\u2463\u2461\u2463\u2461-4242-4242-4242",
                "\uff14242\uff0e4242\uff0e4242\uff0e4242",
                "4242.4242-4242 4242",
                "https://shop.test/?c=4242%204242%204242%204242",
                "https://shop.test/%34242%2D4242%2d4242-4242",
                "https://shop.test/?to=%2Fpay%253Fc%253D4242%25204242%25204242%25204242",
                "4242\u30fc4242\u30fc4242\u30fc4242",
                "4242\u02bc4242\u02bc4242\u02bc4242",
                "+49 30 3782 822463 10005",
                "+49291234 56789015",
                "tel 0770-378282/246310/005",
                "4\u200b2\u200b4\u200b2 4\u200b2\u200b4\u200b2 4\u200b2\u200b4\u200b2 4242",
            })
    void disguises_are_seen_through(String text) {
        assertThat(CardNumbers.isIn(text)).isTrue();
    }

    /// Any valid number of 16 digits, in any groups of 3 to 6 digits with any gaps, each its own. A group that begins
    /// with 0 is left out: with the next one it can look like a phone.
    @Test
    void random_cards_are_found() {
        var random = new SplittableRandom(Long.getLong("sim.seed", 1));
        for (int round = 0; round < RANDOM_CARDS; round++) {
            var card = OrdinaryNotes.card(random);
            assertThat(CardNumbers.isIn(card)).as(card).isTrue();
            if (card.indexOf('0') < 0) {
                var text = OrdinaryNotes.grouped(card.replaceAll("[^0-9]", ""), random);
                assertThat(CardNumbers.isIn(text)).as(text).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d-%d-%d", "%d %d %d", "%d.%d.%d", "234 %d %d %d", "1-%d-%d-%d"})
    void lists_of_phones_in_threes_are_no_cards(String shape) {
        var random = new SplittableRandom(NOTES_SEED);
        for (int round = 0; round < RANDOM_LISTS; round++) {
            var list = phone(shape, random) + ", " + phone(shape, random) + "\n" + phone(shape, random);
            assertThat(CardNumbers.isIn(list)).as(list).isFalse();
        }
    }

    private static String phone(String shape, SplittableRandom random) {
        return shape.formatted(random.nextInt(200, 1_000), random.nextInt(200, 1_000), random.nextInt(2_000, 10_000));
    }

    @Test
    void phones_with_their_country_and_a_zero_are_no_cards() {
        var random = new SplittableRandom(NOTES_SEED);
        for (int round = 0; round < RANDOM_LISTS; round++) {
            var list = "231 " + phone("0%d %d %d", random) + ", 231 " + phone("0%d %d %d", random);
            assertThat(CardNumbers.isIn(list)).as(list).isFalse();
        }
    }

    static Stream<String> shapes() {
        return OrdinaryNotes.shapes();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void what_shops_write_is_no_card(String note) {
        assertThat(CardNumbers.isIn(note)).isFalse();
        assertThat(TextRule.LINES.allows(note)).isTrue();
    }

    /// Dates, tables, lists of phones, amounts, accounts and numbers of documents. Always the same thousand: of others
    /// about two in a hundred thousand hold what could be a card.
    @Test
    void a_thousand_ordinary_notes_are_accepted() {
        var random = new SplittableRandom(NOTES_SEED);
        var notes =
                Stream.generate(() -> OrdinaryNotes.note(random)).limit(NOTES).toList();
        assertThat(notes.stream().filter(CardNumbers::isIn)).isEmpty();
        assertThat(notes).allMatch(TextRule.LINES::allows);
        assertThat(notes.stream()
                        .filter(note -> note.chars().filter(Character::isDigit).count() >= 13))
                .as("notes in which an over-eager net could find something")
                .hasSizeGreaterThan(NOTES * 3 / 4);
    }

    @Test
    void long_texts_are_searched_in_no_time() {
        var texts = new String[] {
            "4 ".repeat(30_000),
            "4".repeat(60_000),
            "4-".repeat(30_000),
            "4444 ".repeat(12_000),
            "444, ".repeat(12_000),
            "\u0664".repeat(30_000),
            "\uFDFA".repeat(20_000),
            "+231771234567 ".repeat(5_000),
            "0886-123-456 ".repeat(5_000),
            "DE89370400440532013000 ".repeat(3_000),
            "2026-11-23 ".repeat(6_000),
            "\u33E0".repeat(30_000),
            "\u0301".repeat(30_000) + "1"
        };
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (var text : texts) {
                var _ = CardNumbers.isIn(text);
            }
        });
    }
}
