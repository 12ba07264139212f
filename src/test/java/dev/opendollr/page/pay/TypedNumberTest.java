package dev.opendollr.page.pay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What payers type as a phone number, and the number that is meant.
class TypedNumberTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        LR | 771234789              | 231771234789
        LR | 77 123 4789            | 231771234789
        LR | 0771234789             | 231771234789
        LR | 00771234789            | 231771234789
        LR | 231771234789           | 231771234789
        LR | +231 77 123 4789       | 231771234789
        LR | 00231771234789         | 231771234789
        LR | +231 (0) 77-123-4789   | 231771234789
        LR | 2310771234789          | 231771234789
        LR | 77.123.4789            | 231771234789
        LR | 77/123/4789            | 231771234789
        LR | 77–123–4789            | 231771234789
        LR | ٧٧١٢٣٤٧٨٩              | 231771234789
        LR | ７７１２３４７８９             | 231771234789
        RW | 788123456              | 250788123456
        RW | 0788 123 456           | 250788123456
        RW | +250788123456          | 250788123456
        RW | 250 788 123 456        | 250788123456
        """)
    void blanks_zeros_and_a_prefix_typed_again_are_forgiven(Country country, String typed, String meant) {
        assertThat(TypedNumber.digits(country, typed)).contains(meant);
    }

    @ParameterizedTest
    @EnumSource
    void the_prefix_is_that_of_the_country(Country country) {
        assertThat(country.prefix())
                .isEqualTo(Integer.toString(PhoneNumberUtil.getInstance().getCountryCodeForRegion(country.name())));
    }

    @Test
    void marks_that_come_with_a_copied_number_are_forgiven() {
        assertThat(TypedNumber.digits(Country.RW, "\u202A+250\u00A0788\u202F123\u2011456\u202C\t"))
                .contains("250788123456");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        RW | +231 77 123 4789
        RW | 78812345
        RW | 7881234567
        RW | 0
        RW | +
        RW | 78812345a
        RW | seven
        RW | 788123456;drop
        LR | +250788123456
        LR | 77123478912
        LR | 00
        """)
    void what_no_mobile_phone_of_the_country_has_is_not_guessed(Country country, String typed) {
        assertThat(TypedNumber.digits(country, typed)).isEmpty();
    }
}
