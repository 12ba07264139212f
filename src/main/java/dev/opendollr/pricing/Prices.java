package dev.opendollr.pricing;

import dev.opendollr.base.money.Amounts;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.Rounding;
import dev.opendollr.pricing.Quotes.Request;
import dev.opendollr.pricing.Quotes.Result;
import dev.opendollr.pricing.Quotes.Result.AddsTooMuch;
import dev.opendollr.pricing.Quotes.Result.BelowFloor;
import dev.opendollr.pricing.Quotes.Result.FeesExceedAmount;
import dev.opendollr.pricing.Quotes.Result.NoRate;
import dev.opendollr.pricing.Quotes.Result.Priced;
import dev.opendollr.pricing.Quotes.Result.TooLarge;
import dev.opendollr.pricing.Quotes.Result.TooSmall;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The prices in force for one request, and how amounts are computed from them.
///
/// `rates` maps a currency to the number of units of the payer's currency for one unit of it. Currencies
/// without a known rate are missing. `floor` is the smallest amount that a total in another currency may
/// convert to when it is collected. Without a floor, rounding must not add more than [#ADDED_PERCENT_MAX]
/// percent for the payer.
record Prices(
        Charge platform,
        BigDecimal fxPercentage,
        Optional<Charge> gateway,
        Map<CurrencyUnit, BigDecimal> rates,
        Optional<Money> floor) {
    static final BigDecimal RATE_MAX = new BigDecimal("1000000000");
    static final int RATE_SCALE_MAX = 20;
    /// The most that rounding may add, in percent of the exact amount.
    private static final BigDecimal ADDED_PERCENT_MAX = BigDecimal.ONE;

    Prices {
        Charge.requirePercentage(fxPercentage);
        rates = Map.copyOf(rates);
        if (!rates.values().stream().allMatch(Prices::isRate)) {
            throw new IllegalArgumentException("rates " + rates);
        }
    }

    static boolean isRate(BigDecimal number) {
        return number.signum() > 0 && number.scale() <= RATE_SCALE_MAX && number.compareTo(RATE_MAX) <= 0;
    }

    /// The order of the steps is part of the price: convert and round, then compute each fee from the converted
    /// amount and round it on its own.
    Result quote(Request request) {
        var rate = rate(request.base().getCurrencyUnit(), request.payerCurrency());
        if (rate.isEmpty()) {
            return new NoRate();
        }
        if (Amounts.isTooLarge(request.base())) {
            return new TooLarge();
        }
        var converted = Rounding.toPayer(request.base(), request.payerCurrency(), rate.get());
        var fees = fees(request, converted);
        if (fees.isEmpty()) {
            return new NoRate();
        }
        if (!converted.isPositive()) {
            return new TooSmall();
        }
        if (isBelowFloor(request, converted, rate.get())) {
            return floor.<Result>map(BelowFloor::new).orElseGet(() -> new AddsTooMuch(ADDED_PERCENT_MAX));
        }
        return switch (request.feeBearer()) {
            case PAYER ->
                bounded(converted.plus(fees.get().total()), request.base(), fees.get(), usedRate(request, rate.get()));
            case PAYEE -> ofPayee(request, converted, fees.get(), rate.get());
        };
    }

    private static Result ofPayee(Request request, Money converted, Fees fees, BigDecimal rate) {
        if (!fees.total().isLessThan(converted)) {
            return new FeesExceedAmount();
        }
        var total = request.base();
        var received = Rounding.toPayee(converted.minus(fees.total()), total.getCurrencyUnit(), rate);
        return bounded(converted, received.isGreaterThan(total) ? total : received, fees, usedRate(request, rate));
    }

    private boolean isBelowFloor(Request request, Money converted, BigDecimal rate) {
        if (request.operation() != OperationType.COLLECTION || request.isInOneCurrency()) {
            return false;
        }
        if (floor.isPresent()) {
            return converted.isLessThan(floor.get());
        }
        var exact = request.base().getAmount().multiply(rate);
        return converted
                        .getAmount()
                        .subtract(exact)
                        .compareTo(exact.multiply(ADDED_PERCENT_MAX).movePointLeft(2))
                > 0;
    }

    /// Empty when the rate from the currency of a fixed or smallest fee into the payer's is missing.
    private Optional<Fees> fees(Request request, Money converted) {
        var payer = request.payerCurrency();
        var platformFixed = fixed(platform.fixedFee(), payer);
        var gatewayFixed = fixed(gateway.flatMap(Charge::fixedFee), payer);
        var least = smallest(payer);
        if (platformFixed.isEmpty() || gatewayFixed.isEmpty() || least.isEmpty()) {
            return Optional.empty();
        }
        var ofPlatform = Rounding.fee(converted, platform.percentage(), platformFixed.get());
        return Optional.of(new Fees(
                ofPlatform.isLessThan(least.get()) ? least.get() : ofPlatform,
                gateway.map(charge -> Rounding.fee(converted, charge.percentage(), gatewayFixed.get())),
                request.isInOneCurrency()
                        ? Optional.empty()
                        : Optional.of(Rounding.fee(converted, fxPercentage, BigDecimal.ZERO))));
    }

    private static Optional<BigDecimal> usedRate(Request request, BigDecimal rate) {
        return request.isInOneCurrency() ? Optional.empty() : Optional.of(rate);
    }

    private static Result bounded(Money payerAmount, Money payeeAmount, Fees fees, Optional<BigDecimal> rate) {
        if (!payeeAmount.isPositive()) {
            return new TooSmall();
        }
        return Amounts.isTooLarge(payerAmount) || Amounts.isTooLarge(payeeAmount)
                ? new TooLarge()
                : new Priced(new Quote(payerAmount, payeeAmount, fees.platform(), fees.gateway(), fees.fx(), rate));
    }

    /// The rate of a currency into itself is 1.
    private Optional<BigDecimal> rate(CurrencyUnit from, CurrencyUnit payer) {
        return from.equals(payer) ? Optional.of(BigDecimal.ONE) : Optional.ofNullable(rates.get(from));
    }

    /// The fixed part in the payer's currency, not rounded; empty when the exchange rate is missing.
    private Optional<BigDecimal> fixed(Optional<Money> fixedFee, CurrencyUnit payer) {
        return fixedFee.map(fee -> rate(fee.getCurrencyUnit(), payer).map(fee.getAmount()::multiply))
                .orElse(Optional.of(BigDecimal.ZERO));
    }

    /// The platform's smallest fee in the payer's currency, rounded up; empty when the exchange rate is
    /// missing.
    private Optional<Money> smallest(CurrencyUnit payer) {
        return platform.smallestFee()
                .map(fee -> rate(fee.getCurrencyUnit(), payer).map(rate -> Rounding.toPayer(fee, payer, rate)))
                .orElse(Optional.of(Money.zero(payer)));
    }

    /// The fees of one payment, in the payer's currency.
    record Fees(Money platform, Optional<Money> gateway, Optional<Money> fx) {
        Money total() {
            var zero = Money.zero(platform.getCurrencyUnit());
            return platform.plus(gateway.orElse(zero)).plus(fx.orElse(zero));
        }
    }
}
