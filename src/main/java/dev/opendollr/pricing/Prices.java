package dev.opendollr.pricing;

import dev.opendollr.pricing.Quotes.Request;
import dev.opendollr.pricing.Quotes.Result;
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

/// What is in force for one request, and how amounts follow from it.
///
/// `rates` holds how many units of the payer's currency one unit of another is, as far as anybody said so.
record Prices(Charge platform, BigDecimal fxPercentage, Optional<Charge> gateway, Map<CurrencyUnit, BigDecimal> rates) {
    static final BigDecimal RATE_MAX = new BigDecimal("1000000000");
    static final int RATE_SCALE_MAX = 20;

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

    /// The order of the steps is part of the price: convert and round, then each fee on what was converted, each
    /// rounded on its own.
    Result quote(Request request) {
        var payeeCurrency = request.base().getCurrencyUnit();
        var payerCurrency = request.payerCurrency();
        var rate = rate(payeeCurrency, payerCurrency);
        var platformFixed = fixed(Optional.of(platform), payerCurrency);
        var gatewayFixed = fixed(gateway, payerCurrency);
        if (rate.isEmpty() || platformFixed.isEmpty() || gatewayFixed.isEmpty()) {
            return new NoRate();
        }
        if (Amounts.isTooLarge(request.base())) {
            return new TooLarge();
        }
        var converted = Rounding.toPayer(request.base(), payerCurrency, rate.get());
        if (!converted.isPositive()) {
            return new TooSmall();
        }
        var usedRate = rate.filter(factor -> !payeeCurrency.equals(payerCurrency));
        var fees = new Fees(
                Rounding.fee(converted, platform.percentage(), platformFixed.get()),
                gateway.map(charge -> Rounding.fee(converted, charge.percentage(), gatewayFixed.get())),
                usedRate.map(factor -> Rounding.fee(converted, fxPercentage, BigDecimal.ZERO)));
        return switch (request.feeBearer()) {
            case PAYER -> bounded(converted.plus(fees.total()), request.base(), fees, usedRate);
            case PAYEE ->
                fees.total().isLessThan(converted)
                        ? bounded(
                                converted,
                                Rounding.toPayee(converted.minus(fees.total()), payeeCurrency, rate.get()),
                                fees,
                                usedRate)
                        : new FeesExceedAmount();
        };
    }

    private static Result bounded(Money payerAmount, Money payeeAmount, Fees fees, Optional<BigDecimal> rate) {
        if (!payeeAmount.isPositive()) {
            return new TooSmall();
        }
        return Amounts.isTooLarge(payerAmount) || Amounts.isTooLarge(payeeAmount)
                ? new TooLarge()
                : new Priced(new Quote(payerAmount, payeeAmount, fees.platform(), fees.gateway(), fees.fx(), rate));
    }

    /// One for a currency into itself.
    private Optional<BigDecimal> rate(CurrencyUnit from, CurrencyUnit payer) {
        return from.equals(payer) ? Optional.of(BigDecimal.ONE) : Optional.ofNullable(rates.get(from));
    }

    /// The fixed part in the payer's currency, not rounded; empty when nobody says what it is there.
    private Optional<BigDecimal> fixed(Optional<Charge> charge, CurrencyUnit payer) {
        return charge.flatMap(Charge::fixedFee)
                .map(fee -> rate(fee.getCurrencyUnit(), payer).map(fee.getAmount()::multiply))
                .orElse(Optional.of(BigDecimal.ZERO));
    }

    /// The fees of one payment, in the payer's currency.
    record Fees(Money platform, Optional<Money> gateway, Optional<Money> fx) {
        Money total() {
            var zero = Money.zero(platform.getCurrencyUnit());
            return platform.plus(gateway.orElse(zero)).plus(fx.orElse(zero));
        }
    }
}
