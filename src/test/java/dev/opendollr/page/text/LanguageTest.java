package dev.opendollr.page.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest(name = "{0} | {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "fr-CA,fr;q=0.9,en;q=0.8 |    | FR",
                "rw                      |    | RW",
                "RW-rw                   |    | RW",
                "sw-TZ, en;q=0.9         |    | SW",
                "de, sw;q=0.5            |    | SW",
                "en;q=0.1, rw;q=0.9      |    | RW",
                "fr;q=0.5, sw;q=0.5      |    | FR",
                "fr;q=0, sw;q=0.1        |    | SW",
                "de                      |    | EN",
                "*                       |    | EN",
                "*, fr;q=0.1             |    | FR",
                "''                      |    | EN",
                "fr_FR, sw;q=0.2         |    | SW",
                "fr;q=high, rw;q=0.2     |    | RW",
                ";;,,=                   |    | EN",
                "fr                      | rw | RW",
                "fr                      | de | FR",
                "fr                      | RW | FR",
                "fr                      | '' | FR",
                "''                      | sw | SW",
            })
    void a_reader_gets_what_was_chosen_or_what_the_browser_likes_best(String accepted, String chosen, Language page) {
        assertThat(Language.of(List.of(accepted), Optional.ofNullable(chosen))).isEqualTo(page);
    }

    @Test
    void no_more_of_a_header_is_read_than_browsers_send() {
        assertThat(Language.of(List.of("de,".repeat(Language.ELEMENTS_MAX - 1) + "fr"), Optional.empty()))
                .isEqualTo(Language.FR);
        assertThat(Language.of(List.of("de,".repeat(Language.ELEMENTS_MAX) + "fr"), Optional.empty()))
                .isEqualTo(Language.EN);
        assertThat(Language.of(List.of("de", "de,".repeat(Language.ELEMENTS_MAX - 1) + "fr"), Optional.empty()))
                .isEqualTo(Language.EN);
        assertThat(Language.of(List.of("fr" + "-x".repeat(40) + ", rw;q=0.1"), Optional.empty()))
                .isEqualTo(Language.RW);
    }

    @Test
    void a_header_that_was_sent_in_parts_is_one_list() {
        assertThat(Language.of(List.of("de", "rw;q=0.3, sw;q=0.4"), Optional.empty()))
                .isEqualTo(Language.SW);
        assertThat(Language.of(List.of(), Optional.empty())).isEqualTo(Language.EN);
    }
}
