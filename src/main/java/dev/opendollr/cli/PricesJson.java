package dev.opendollr.cli;

import dev.opendollr.pricing.PriceList;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/// Prices in force, as commands print them: with the columns of price files.
final class PricesJson {
    private PricesJson() {}

    record FeeJson(
            Optional<String> tier,
            Optional<String> provider,
            String operationType,
            Optional<String> paymentMethod,
            BigDecimal percentage,
            Optional<BigDecimal> fixedFee,
            Optional<String> fixedFeeCurrency,
            Optional<BigDecimal> smallestFee,
            Optional<String> smallestFeeCurrency,
            Optional<BigDecimal> fxPercentage,
            Instant effectiveFrom,
            Optional<Instant> effectiveTo) {
        static FeeJson of(PriceList.Fee fee) {
            return new FeeJson(
                    fee.tier(),
                    fee.provider(),
                    fee.operationType(),
                    fee.paymentMethod(),
                    fee.percentage(),
                    fee.fixedFee().map(Money::getAmount),
                    fee.fixedFee().map(fixed -> fixed.getCurrencyUnit().getCode()),
                    fee.smallestFee().map(Money::getAmount),
                    fee.smallestFee().map(smallest -> smallest.getCurrencyUnit().getCode()),
                    fee.fxPercentage(),
                    fee.effectiveFrom(),
                    fee.effectiveTo());
        }

        String line() {
            var fixed = fixedFee.map(amount -> " + " + fixedFeeCurrency.orElse("") + " " + amount.toPlainString())
                    .orElse("");
            var least = smallestFee
                    .map(amount -> ", at least " + smallestFeeCurrency.orElse("") + " " + amount.toPlainString())
                    .orElse("");
            var fx = fxPercentage
                    .map(percent -> "\tfx " + percent.toPlainString() + " %")
                    .orElse("");
            return "%s\t%s\t%s\t%s %%%s%s%s\t%s"
                    .formatted(
                            tier.map(name -> "tier " + name).or(() -> provider).orElse(""),
                            operationType,
                            paymentMethod.orElse("all other methods"),
                            percentage.toPlainString(),
                            fixed,
                            least,
                            fx,
                            period(effectiveFrom, effectiveTo));
        }
    }

    record FloorJson(
            Optional<String> paymentMethod,
            String totalCurrency,
            BigDecimal floor,
            String payerCurrency,
            Instant effectiveFrom,
            Optional<Instant> effectiveTo) {
        static FloorJson of(PriceList.Floor floor) {
            return new FloorJson(
                    floor.paymentMethod(),
                    floor.total().getCode(),
                    floor.least().getAmount(),
                    floor.least().getCurrencyUnit().getCode(),
                    floor.effectiveFrom(),
                    floor.effectiveTo());
        }

        String line() {
            return "%s\ttotals in %s\tat least %s %s\t%s"
                    .formatted(
                            paymentMethod.orElse("all other methods"),
                            totalCurrency,
                            payerCurrency,
                            floor.toPlainString(),
                            period(effectiveFrom, effectiveTo));
        }
    }

    record RateJson(
            String baseCurrency,
            String quoteCurrency,
            BigDecimal rate,
            String source,
            Instant effectiveFrom,
            Optional<Instant> effectiveTo) {
        static RateJson of(PriceList.Rate rate) {
            return new RateJson(
                    rate.base().getCode(),
                    rate.quote().getCode(),
                    rate.rate(),
                    rate.source(),
                    rate.effectiveFrom(),
                    rate.effectiveTo());
        }

        String line() {
            return "1 %s = %s %s\t%s\t%s"
                    .formatted(
                            baseCurrency,
                            rate.toPlainString(),
                            quoteCurrency,
                            source,
                            period(effectiveFrom, effectiveTo));
        }
    }

    private static String period(Instant from, Optional<Instant> to) {
        return "since " + from + to.map(end -> " until " + end).orElse("");
    }
}
