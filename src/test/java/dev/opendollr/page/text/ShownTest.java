package dev.opendollr.page.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.Currencies;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {
    private static final Instant MOMENT = Instant.parse("2026-11-26T22:05:03Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | November 27, 2026, 12:05:03 AM CAT",
                "FR | 27 novembre 2026, 00:05:03 CAT",
                "RW | 2026 Ugushyingo 27 00:05:03 GMT+02:00",
                "SW | 27 Novemba 2026 00:05:03 CAT",
            })
    void a_moment_is_told_where_the_payer_lives_and_with_its_zone(Language language, String text) {
        assertThat(plain(Shown.of(language).moment(MOMENT, Shown.zone("RW")))).isEqualTo(text);
    }

    @Test
    void each_country_has_its_zone() {
        var shown = Shown.of(Language.FR);
        assertThat(plain(shown.moment(MOMENT, Shown.zone("LR")))).isEqualTo("26 novembre 2026, 22:05:03 GMT");
        assertThat(plain(shown.moment(MOMENT, Shown.zone("")))).isEqualTo("26 novembre 2026, 22:05:03 UTC");
        assertThat(shown.date(MOMENT, Shown.zone("RW"))).isEqualTo("27 novembre 2026");
        assertThat(shown.date(MOMENT, Shown.zone("LR"))).isEqualTo("26 novembre 2026");
    }

    @Test
    void a_rate_has_all_its_decimals() {
        assertThat(Shown.of(Language.EN).rate(Currencies.USD, new BigDecimal("1460.5075"), Currencies.RWF))
                .isEqualTo("USD 1 = RWF 1,460.5075");
        assertThat(Shown.of(Language.RW).rate(Currencies.RWF, new BigDecimal("0.000684931"), Currencies.USD))
                .isEqualTo("RWF 1 = USD 0,000684931");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "250788123789, ••• 789",
        "+250 788 123 789, ••• 789",
        "********4242, ••• 242",
        "78, ••• 78",
        "'', '••• '",
    })
    void of_an_account_the_last_three_digits_are_shown(String account, String shown) {
        assertThat(Shown.of(Language.EN).masked(account)).isEqualTo(shown);
    }

    /// By their numbers: an override of direction, two embeddings, an isolate, a mark, a zero-width space, a line
    /// break, and a letter that shows nothing.
    @ParameterizedTest(name = "U+{0}")
    @ValueSource(strings = {"202E", "202A", "202B", "2066", "2067", "200F", "200E", "200B", "000A", "3164", "E0041"})
    void what_would_change_how_other_text_is_shown_stands_as_its_number(String point) {
        var name = "Shop " + Character.toString(Integer.parseInt(point, 16)) + " 000,1 FWR";
        var shown = Shown.of(Language.EN).name(name);
        assertThat(shown).contains("\\u{" + point + "}").startsWith("\u2068").endsWith("\u2069");
        assertThat(shown.substring(1, shown.length() - 1)).isEqualTo("Shop \\u{" + point + "} 000,1 FWR");
    }

    @Test
    void a_note_keeps_its_lines_and_nothing_else() {
        assertThat(Shown.of(Language.EN).note("two\nlines\u202E")).isEqualTo("\u2068two\nlines\\u{202E}\u2069");
    }

    @ParameterizedTest
    @EnumSource
    void numbers_have_digits_that_every_phone_shows(Language language) {
        var shown = Shown.of(language);
        assertThat(shown.number(1234567890).replaceAll("[., \u00A0\u202F]", "")).isEqualTo("1234567890");
        assertThat(shown.moment(MOMENT, Shown.zone("RW"))).matches("[\\p{IsLatin}0-9,.:+ \u00A0\u202F]+");
    }

    private static String plain(String text) {
        return text.replace('\u202F', ' ').replace('\u00A0', ' ');
    }
}
