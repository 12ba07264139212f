package dev.opendollr.base.money;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules that `verify` looks at are SQL and cannot ask which currencies are offered.
class CurrenciesTest {
    /// A choice by currency; what is chosen for it, and for all others.
    private static final Pattern CHOICE =
            Pattern.compile("case [a-z_.]*currency when '([A-Z]{3})' then ([0-9.]+) else ([0-9.]+) end");
    private static final Pattern CURRENCY = Pattern.compile("'(?:USD|LRD|RWF)' then");

    @ParameterizedTest
    @ValueSource(strings = {"/invariants.sql", "/invariants-of-origin.sql"})
    void the_rules_of_the_books_know_the_units_of_all_currencies(String rules) throws Exception {
        String sql;
        try (var file = CurrenciesTest.class.getResourceAsStream(rules)) {
            sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        var choices = CHOICE.matcher(sql).results().toList();
        assertThat(choices)
                .hasSameSizeAs(CURRENCY.matcher(sql).results().toList())
                .isNotEmpty();
        for (var choice : choices) {
            boolean isOfUnits = !choice.group(2).equals("0");
            var expected = Currencies.OFFERED.stream()
                    .collect(toMap(CurrencyUnit::getCode, unit -> isOfUnits ? smallest(unit) : digits(unit)));
            assertThat(chosen(choice.group(1), choice.group(2), choice.group(3)))
                    .as(choice.group())
                    .isEqualTo(expected);
        }
    }

    private static Map<String, String> chosen(String currency, String ofIt, String ofOthers) {
        return List.of("USD", "LRD", "RWF").stream()
                .collect(toMap(code -> code, code -> code.equals(currency) ? ofIt : ofOthers));
    }

    private static String digits(CurrencyUnit unit) {
        return String.valueOf(unit.getDecimalPlaces());
    }

    private static String smallest(CurrencyUnit unit) {
        return Money.ofMinor(unit, 1).getAmount().toPlainString();
    }
}
