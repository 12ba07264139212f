package dev.opendollr.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.problem.Words;
import dev.opendollr.pricing.Quotes.Request;
import dev.opendollr.pricing.Quotes.Result;
import dev.opendollr.testing.Document;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The worked examples of `docs/money.md`, row by row.
class WorkedTableTest {
    private static final String NONE = "-";

    static Stream<List<String>> quotes() {
        return Document.MONEY.table("case", "total", "payer's currency").stream();
    }

    static Stream<List<String>> refunds() {
        return Document.MONEY.table("payer paid", "payee received").stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quotes")
    void quotes_as_the_table_says(List<String> row) {
        var payer = CurrencyUnit.of(row.get(2));
        var prices = new Prices(
                charge(row.get(4)).orElseThrow(),
                percent(row.get(6)),
                charge(row.get(5)),
                rates(row.get(3), payer),
                money(row.get(7)));
        var request = new Request(
                Money.parse(row.get(1)),
                payer,
                PaymentMethod.WALLET,
                OperationType.COLLECTION,
                FeeBearer.valueOf(row.get(8)));
        assertThat(described(prices.quote(request))).isEqualTo(row.subList(9, 14));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refunds")
    void refunds_take_what_the_table_says(List<String> row) {
        var paid = Money.parse(row.get(0));
        var rate = rates(row.get(3), paid.getCurrencyUnit()).values().stream().findFirst();
        var collection = new Quote(
                paid, Money.parse(row.get(1)), Money.parse(row.get(2)), Optional.empty(), Optional.empty(), rate);
        var before = new Refunding(collection, Money.parse(row.get(4)), Money.parse(row.get(6)));
        assertThat(before.takes(Money.parse(row.get(5)))).isEqualTo(Money.parse(row.get(7)));
    }

    @Test
    void the_table_has_both_bearers_all_currencies_and_every_refusal_a_price_can_cause() {
        var rows = quotes().toList();
        assertThat(rows.stream().map(row -> row.get(8))).contains("PAYER", "PAYEE");
        for (var currency : List.of("USD", "LRD", "RWF")) {
            assertThat(rows.stream().map(row -> row.get(2))).contains(currency);
            assertThat(rows.stream().map(row -> row.get(1))).anyMatch(total -> total.startsWith(currency));
        }
        assertThat(rows.stream().map(row -> row.get(9)).filter(cell -> cell.startsWith("refused")))
                .contains(
                        "refused: " + Words.of(new Result.NoRate()),
                        "refused: " + Words.of(new Result.FeesExceedAmount()),
                        "refused: " + Words.of(new Result.TooSmall()),
                        "refused: " + Words.of(new Result.AddsTooMuch(BigDecimal.ONE)),
                        "refused: " + Words.of(new Result.BelowFloor(Money.parse("USD 0.05"))));
        assertThat(refunds().count()).isGreaterThanOrEqualTo(9);
    }

    private static List<String> described(Result result) {
        return switch (result) {
            case Result.Priced(var quote) ->
                List.of(
                        quote.payerAmount().toString(),
                        quote.payeeAmount().toString(),
                        quote.platformFee().toString(),
                        quote.gatewayFee().map(Money::toString).orElse(NONE),
                        quote.fxFee().map(Money::toString).orElse(NONE));
            case Result.Refused refused -> List.of("refused: " + Words.of(refused), "", "", "", "");
        };
    }

    /// Such as `2.5 % + USD 0.30, at least USD 0.50`.
    private static Optional<Charge> charge(String cell) {
        if (cell.equals(NONE)) {
            return Optional.empty();
        }
        var bounded = cell.split(", at least ");
        var parts = bounded[0].split(" \\+ ");
        return Optional.of(new Charge(percent(parts[0]), second(parts), second(bounded)));
    }

    private static Optional<Money> second(String[] parts) {
        return Arrays.stream(parts).skip(1).findFirst().map(Money::parse);
    }

    private static Optional<Money> money(String cell) {
        return cell.equals(NONE) ? Optional.empty() : Optional.of(Money.parse(cell));
    }

    private static BigDecimal percent(String cell) {
        return new BigDecimal(cell.replace(" %", ""));
    }

    /// Such as `1 LRD = 7.25 RWF; 1 USD = 1450 RWF`.
    private static Map<CurrencyUnit, BigDecimal> rates(String cell, CurrencyUnit payer) {
        Map<CurrencyUnit, BigDecimal> rates = new HashMap<>();
        var rate = Pattern.compile("1 ([A-Z]{3}) = ([0-9.]+) ([A-Z]{3})").matcher(cell);
        while (rate.find()) {
            assertThat(rate.group(3)).isEqualTo(payer.getCode());
            rates.put(CurrencyUnit.of(rate.group(1)), new BigDecimal(rate.group(2)));
        }
        assertThat(rates.isEmpty()).isEqualTo(cell.equals(NONE));
        return rates;
    }
}
