package dev.opendollr.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a tier can be called.
class FeeTierNameTest {
    @Test
    void a_name_is_what_a_price_file_can_say() {
        assertThat(FeeTiers.name(" GOLD \t")).contains("GOLD");
        assertThat(FeeTiers.name("Big and small")).contains("Big and small");
        assertThat(FeeTiers.name("x".repeat(100))).isPresent();
        assertThat(FeeTiers.name("\uD83D\uDE00".repeat(100))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\t\n", "GO\nLD", "GO\u0000LD", "GO\u007fLD", "GO\u202eLD", "GO\u200bLD", "\u3164"})
    void a_name_that_nobody_could_write_is_none(String typed) {
        assertThat(FeeTiers.name(typed)).isEmpty();
        assertThat(FeeTiers.name("x".repeat(101))).isEmpty();
    }
}
