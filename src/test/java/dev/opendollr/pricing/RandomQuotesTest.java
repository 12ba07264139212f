package dev.opendollr.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Rounding;
import dev.opendollr.pricing.Quotes.Request;
import dev.opendollr.pricing.Quotes.Result;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What holds for every quote, whatever the prices. `-Dsim.seed=N` plays a run again.
class RandomQuotesTest {
    private static final int QUOTES = 100_000;
    private static final int ROUNDS_MAX = 10 * QUOTES;
    private static final int REFUNDS = 20_000;
    private static final List<CurrencyUnit> CURRENCIES = Currencies.OFFERED;

    private final long seed = Long.getLong("sim.seed", 20_261_123L);
    private final Random random = new Random(seed);

    @Test
    void parts_equal_the_whole_and_nothing_is_negative() {
        Map<FeeBearer, Integer> priced = new EnumMap<>(FeeBearer.class);
        int quotes = 0;
        for (int round = 0; quotes < QUOTES; round++) {
            assertThat(round).as("rounds for %d quotes", quotes).isLessThan(ROUNDS_MAX);
            var prices = prices(pick(CURRENCIES));
            var base = Rounding.halfUp(number(12, 4), pick(CURRENCIES));
            var payer = pick(CURRENCIES);
            var request = new Request(
                    base, payer, PaymentMethod.WALLET, OperationType.PAYOUT, pick(List.of(FeeBearer.values())));
            int played = round;
            if (prices.quote(request) instanceof Result.Priced(var quote)) {
                Supplier<String> context = () -> "seed " + seed + " round " + played + " " + prices + " " + request;
                holds(context, request, prices, quote);
                priced.merge(request.feeBearer(), 1, Integer::sum);
                quotes++;
            }
        }
        assertThat(priced.values()).hasSize(2).allMatch(count -> count > QUOTES / 20);
    }

    private static void holds(Supplier<String> context, Request request, Prices prices, Quote quote) {
        var base = request.base();
        var payer = request.payerCurrency();
        var kept = quote.payerAmount().minus(quote.fees());
        assertThat(quote.payerAmount().isPositive()).as(context).isTrue();
        assertThat(quote.payeeAmount().isPositive()).as(context).isTrue();
        assertThat(kept.isPositive()).as(context).isTrue();
        var fees = new ArrayList<>(List.of(quote.platformFee()));
        quote.gatewayFee().ifPresent(fees::add);
        quote.fxFee().ifPresent(fees::add);
        var sum = Money.zero(payer);
        for (var fee : fees) {
            assertThat(fee.isNegative()).as(context).isFalse();
            assertThat(fee.getAmount().scale()).as(context).isEqualTo(payer.getDecimalPlaces());
            sum = sum.plus(fee);
        }
        assertThat(sum).as(context).isEqualTo(quote.fees());
        boolean converts = !base.getCurrencyUnit().equals(payer);
        assertThat(quote.rate().isPresent()).as(context).isEqualTo(converts);
        assertThat(quote.fxFee().isPresent()).as(context).isEqualTo(converts);
        assertThat(quote.gatewayFee().isPresent())
                .as(context)
                .isEqualTo(prices.gateway().isPresent());
        if (request.feeBearer() == FeeBearer.PAYER) {
            assertThat(quote.payeeAmount()).as(context).isEqualTo(base);
        }
        if (!converts) {
            assertThat(kept).as(context).isEqualTo(quote.payeeAmount());
            var whole = request.feeBearer() == FeeBearer.PAYER ? quote.payeeAmount() : quote.payerAmount();
            assertThat(whole).as(context).isEqualTo(base);
            return;
        }
        againstWhoeverCouldGain(context, request, quote, kept);
    }

    /// What the payer pays without the fees is worth at least what the payee receives, and at most a unit of each
    /// currency more.
    private static void againstWhoeverCouldGain(Supplier<String> context, Request request, Quote quote, Money kept) {
        var rate = quote.rate().orElseThrow();
        var unit = BigDecimal.ONE.movePointLeft(request.payerCurrency().getDecimalPlaces());
        var payeeUnit = BigDecimal.ONE
                .movePointLeft(request.base().getCurrencyUnit().getDecimalPlaces())
                .multiply(rate);
        var most = request.feeBearer() == FeeBearer.PAYER ? unit : unit.add(payeeUnit);
        var gap = kept.getAmount().subtract(quote.payeeAmount().getAmount().multiply(rate));
        assertThat(quote.payeeAmount().isGreaterThan(request.base()))
                .as(context)
                .isFalse();
        assertThat(gap)
                .as(context)
                .isGreaterThanOrEqualTo(unit.add(payeeUnit).negate().movePointLeft(6));
        assertThat(gap).as(context).isLessThanOrEqualTo(most);
    }

    @Test
    void refunds_in_parts_take_together_what_one_refund_takes() {
        for (int round = 0; round < REFUNDS; round++) {
            var payer = pick(CURRENCIES);
            var payee = pick(CURRENCIES);
            var paid = Rounding.halfUp(number(6, 2), payer).plusMinor(1);
            boolean isInOne = payer.equals(payee);
            Optional<BigDecimal> rate = isInOne ? Optional.empty() : Optional.of(rate());
            var received = isInOne ? paid : Rounding.toPayee(paid, payee, rate.orElseThrow());
            var quote = new Quote(paid, received, Money.zero(payer), Optional.empty(), Optional.empty(), rate);
            var nothing = new Refunding(quote, Money.zero(payer), Money.zero(payee));
            var before = nothing;
            while (before.left().isPositive()) {
                var part =
                        Money.ofMinor(payer, 1 + random.nextLong(before.left().getAmountMinorLong()));
                var taken = before.taken().plus(before.takes(part));
                assertThat(taken.isLessThan(before.taken()))
                        .as("seed %d round %d", seed, round)
                        .isFalse();
                before = new Refunding(quote, before.given().plus(part), taken);
                assertThat(nothing.takes(before.given()))
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(taken);
            }
            assertThat(before.taken()).as("seed %d round %d", seed, round).isEqualTo(received);
        }
    }

    private Prices prices(CurrencyUnit fixedCurrency) {
        Map<CurrencyUnit, BigDecimal> rates = new HashMap<>();
        CURRENCIES.forEach(currency -> rates.put(currency, rate()));
        Optional<Charge> gateway = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(charge(fixedCurrency));
        return new Prices(charge(fixedCurrency), percentage(), gateway, rates, Optional.empty());
    }

    private Charge charge(CurrencyUnit currency) {
        return new Charge(
                percentage(),
                random.nextInt(3) > 0 ? Optional.empty() : Optional.of(Rounding.halfUp(number(3, 2), currency)));
    }

    private BigDecimal percentage() {
        return random.nextInt(10) == 0 ? BigDecimal.ZERO : number(random.nextInt(8) == 0 ? 2 : 1, 6);
    }

    private BigDecimal rate() {
        var rate = number(random.nextInt(1, 7), random.nextInt(0, 12)).movePointLeft(random.nextInt(0, 6));
        return rate.signum() == 0 ? BigDecimal.ONE : rate;
    }

    /// Of any length up to `digits` before the point, so that small ones come as often as large ones.
    private BigDecimal number(int digits, int decimals) {
        var max = BigDecimal.TEN.pow(random.nextInt(1, digits + 1));
        return max.multiply(new BigDecimal(random.nextLong(1_000_000_000_000_000_000L)).movePointLeft(18))
                .setScale(decimals, RoundingMode.DOWN);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
