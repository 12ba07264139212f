package dev.opendollr.pricing;

import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.text.TextRule;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Reads the cells of one line as typed values and collects all faults. A faulty cell is read as empty.
final class PriceCells {
    /// Limits the number of digits before any computation.
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,20})?");

    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,18}Z");
    private static final int TEXT_MAX = 200;

    private final CSVRecord line;
    private final Consumer<String> complaints;
    private boolean right = true;

    PriceCells(CSVRecord line, Consumer<String> complaints) {
        this.line = line;
        this.complaints = complaints;
    }

    void complain(String sentence) {
        right = false;
        complaints.accept(sentence);
    }

    /// The result of `whole` if the line has no fault.
    <T> Optional<T> ifRight(Supplier<T> whole) {
        return right ? Optional.of(whole.get()) : Optional.empty();
    }

    /// Whether the cell has a value. A column that the file does not have is empty in every line.
    boolean isGiven(String column) {
        return !cell(column).isBlank();
    }

    private String cell(String column) {
        return line.isMapped(column) ? line.get(column) : "";
    }

    Optional<String> text(String column) {
        var text = cell(column).strip();
        if (TextRule.length(text) > TEXT_MAX) {
            complain(column + " has more than " + TEXT_MAX + " characters");
            return Optional.empty();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    Optional<String> requiredText(String column) {
        return required(column, text(column));
    }

    <E extends Enum<E>> Optional<E> choice(String column, Class<E> choices) {
        return text(column).flatMap(text -> {
            var found = Arrays.stream(choices.getEnumConstants())
                    .filter(constant -> constant.name().equals(text))
                    .findFirst();
            return orComplain(found, column + " is one of " + List.of(choices.getEnumConstants()));
        });
    }

    <E extends Enum<E>> Optional<E> requiredChoice(String column, Class<E> choices) {
        return !isGiven(column) ? required(column, Optional.empty()) : choice(column, choices);
    }

    Optional<BigDecimal> requiredPercentage(String column) {
        return requiredNumber(
                column,
                Charge::isPercentage,
                "a percentage from 0 to " + Charge.PERCENTAGE_MAX + " with at most " + Charge.PERCENTAGE_SCALE_MAX
                        + " decimals, such as 1.5");
    }

    Optional<BigDecimal> requiredRate(String column) {
        return requiredNumber(
                column,
                Prices::isRate,
                "a number above 0 and at most " + Prices.RATE_MAX.toPlainString() + " with at most "
                        + Prices.RATE_SCALE_MAX + " decimals, such as 7.25");
    }

    Optional<CurrencyUnit> requiredCurrency(String column) {
        return !isGiven(column)
                ? required(column, Optional.empty())
                : orComplain(Currencies.offered(cell(column).strip()), column + ": " + Currencies.NOT_OFFERED);
    }

    /// An amount and its currency: both or none.
    Optional<Money> money(String amountColumn, String currencyColumn) {
        if (!isGiven(amountColumn) && !isGiven(currencyColumn)) {
            return Optional.empty();
        }
        var amount = requiredNumber(amountColumn, number -> true, "an amount such as 0.30");
        return requiredCurrency(currencyColumn)
                .flatMap(currency -> amount.flatMap(number -> orComplain(
                        Optional.of(number)
                                .filter(exact -> exact.scale() <= currency.getDecimalPlaces())
                                .map(exact -> Money.of(currency, exact)),
                        amountColumn + " has more decimals than " + currency)));
    }

    Optional<PriceLine.Period> period(String fromColumn, String toColumn) {
        var from = required(fromColumn, moment(fromColumn));
        var to = moment(toColumn);
        if (from.isPresent() && to.isPresent() && !to.get().isAfter(from.get())) {
            complain(toColumn + " is not after " + fromColumn);
            return Optional.empty();
        }
        return from.map(start -> new PriceLine.Period(start, to));
    }

    private Optional<Instant> moment(String column) {
        return text(column).flatMap(text -> {
            var sentence = column + " is a time in UTC such as 2026-12-01T00:00:00Z";
            if (!MOMENT.matcher(text).matches()) {
                return orComplain(Optional.empty(), sentence);
            }
            try {
                // PostgreSQL stores microseconds.
                return Optional.of(Instant.parse(text).truncatedTo(ChronoUnit.MICROS));
            } catch (DateTimeException noSuchTime) {
                return orComplain(Optional.empty(), sentence);
            }
        });
    }

    private Optional<BigDecimal> requiredNumber(String column, Predicate<BigDecimal> rule, String what) {
        var text = requiredText(column);
        return text.flatMap(digits -> orComplain(
                Optional.of(digits)
                        .filter(NUMBER.asMatchPredicate())
                        .map(PriceCells::number)
                        .filter(rule),
                column + " is " + what));
    }

    /// Without trailing zeros, because percentages are shown as they are stored.
    private static BigDecimal number(String digits) {
        var number = new BigDecimal(digits).stripTrailingZeros();
        return number.scale() < 0 ? new BigDecimal(number.toBigIntegerExact()) : number;
    }

    private <T> Optional<T> required(String column, Optional<T> value) {
        return !isGiven(column) ? orComplain(value, column + " is missing") : value;
    }

    /// Returns `value`; adds a complaint when it is empty.
    <T> Optional<T> orComplain(Optional<T> value, String sentence) {
        if (value.isEmpty()) {
            complain(sentence);
        }
        return value;
    }
}
