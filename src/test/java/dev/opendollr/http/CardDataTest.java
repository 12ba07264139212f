package dev.opendollr.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which texts hold a card number.
class CardDataTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "4111111111111111, true",
        "4222222222222, true",
        "6304000000000000000, true",
        "4111 1111 1111 1111, true",
        "4111-1111-1111-1111, true",
        "4111 11111111-1111, true",
        "x4111111111111111x, true",
        "12 4111111111111111 34, true",
        "1-2-3-4111-1111-1111-1111, true",
        "41111111 111111112222, false",
        "4111  1111  1111  1111, false",
        "4111111111111112, false",
        "411111111111, false",
        "41111111111111111116, false",
        "0000000000000000, false",
        "1234567890123452, false",
        "44444444-4444-4444-4444-444444444448, false",
        "'', false",
    })
    void a_card_number_is_13_to_19_digits_of_a_scheme_with_the_right_sum(String text, boolean found) {
        assertThat(CardData.holdsCardNumber(text)).isEqualTo(found);
    }

    @Test
    void long_texts_are_searched_in_no_time() {
        var texts = new String[] {"4 ".repeat(30_000), "4".repeat(60_000), "4-".repeat(30_000), "4444 ".repeat(12_000)};
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (var text : texts) {
                var _ = CardData.holdsCardNumber(text);
            }
        });
    }
}
