package dev.opendollr.base.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTextsTest {
    /// `_` is the narrow no-break space of French.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "en | RWF 15669           | RWF 15,669",
                "fr | RWF 15669           | RWF 15_669",
                "rw | RWF 15669           | RWF 15.669",
                "sw | RWF 15669           | RWF 15,669",
                "en | USD 1200.5          | USD 1,200.50",
                "fr | USD 1200.5          | USD 1_200,50",
                "rw | USD 1200.5          | USD 1.200,50",
                "sw | USD 1200.5          | USD 1,200.50",
                "en | LRD 999999999999.99 | LRD 999,999,999,999.99",
                "fr | LRD 999999999999.99 | LRD 999_999_999_999,99",
                "rw | LRD 999999999999.99 | LRD 999.999.999.999,99",
                "sw | LRD 999999999999.99 | LRD 999,999,999,999.99",
                "en | RWF 0               | RWF 0",
                "en | USD 0.01            | USD 0.01",
                "fr | USD 7               | USD 7,00",
                "en | USD 90071992547409.93 | USD 90,071,992,547,409.93",
            })
    void the_code_stands_first_and_every_language_groups_as_it_does(String language, String amount, String text) {
        assertThat(new AmountTexts(Locale.of(language)).of(Money.parse(amount))).isEqualTo(text.replace('_', '\u202F'));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "en, 1460.5075, '1,460.5075'",
        "fr, 0.000684931, '0,000684931'",
        "en, 3, 3",
        "en, 3.00, 3",
        "en, 12345678901234567890.12345678901234567891, '12,345,678,901,234,567,890.12345678901234567891'",
    })
    void a_number_keeps_its_decimals(String language, BigDecimal number, String text) {
        assertThat(new AmountTexts(Locale.of(language)).number(number)).isEqualTo(text);
    }
}
