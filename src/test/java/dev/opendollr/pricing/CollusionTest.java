package dev.opendollr.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.Rounding;
import dev.opendollr.pricing.Collusion.Outcome;
import dev.opendollr.pricing.Collusion.Rules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Payers and merchants who collude never end with more than they put in. `-Dsim.seed=N` begins with another
/// seed.
class CollusionTest {
    private static final int SEQUENCES = 100_000;
    private static final long FIRST_SEED = Long.getLong("sim.seed", 1L);
    /// Of the smallest units: a conversion is first rounded half up, by half of a millionth of a unit at most,
    /// and four conversions make what becomes of one collection.
    private static final BigDecimal LOST_MAX = new BigDecimal("0.000002");

    private static final Rules OURS = new Rules() {
        @Override
        public Optional<Quote> collect(Prices prices, Quotes.Request request) {
            return prices.quote(request) instanceof Quotes.Result.Priced(var quote)
                    ? Optional.of(quote)
                    : Optional.empty();
        }

        @Override
        public Money takes(Refunding before, Money amount) {
            return before.takes(amount);
        }

        @Override
        public boolean isAlone(Refunding before) {
            return before.comeOneByOne();
        }
    };

    /// Our rule without one of its parts.
    enum Mistake implements Rules {
        /// As it was before: all conversions half up, refunds by the rounded sum, several at once.
        ROUNDS_HALF_UP {
            @Override
            public Optional<Quote> collect(Prices prices, Quotes.Request request) {
                return halfUp(prices, request);
            }

            @Override
            public Money takes(Refunding before, Money amount) {
                var rate = before.collection().rate().orElseThrow();
                var sum = before.given().plus(amount).getAmount();
                var wallet = before.taken().getCurrencyUnit();
                return Money.of(wallet, sum.divide(rate, wallet.getDecimalPlaces(), RoundingMode.HALF_UP))
                        .minus(before.taken());
            }

            @Override
            public boolean isAlone(Refunding before) {
                return false;
            }
        },
        COLLECTS_HALF_UP {
            @Override
            public Optional<Quote> collect(Prices prices, Quotes.Request request) {
                return halfUp(prices, request);
            }
        },
        LETS_REFUNDS_OVERLAP {
            @Override
            public boolean isAlone(Refunding before) {
                return false;
            }
        },
        CONVERTS_EACH_REFUND_DOWN {
            @Override
            public Money takes(Refunding before, Money amount) {
                var rate = before.collection().rate().orElseThrow();
                return Rounding.toPayee(amount, before.taken().getCurrencyUnit(), rate);
            }
        };

        @Override
        public Optional<Quote> collect(Prices prices, Quotes.Request request) {
            return OURS.collect(prices, request);
        }

        @Override
        public Money takes(Refunding before, Money amount) {
            return OURS.takes(before, amount);
        }

        @Override
        public boolean isAlone(Refunding before) {
            return OURS.isAlone(before);
        }

        /// The fees are the same; only what is converted is rounded otherwise.
        private static Optional<Quote> halfUp(Prices prices, Quotes.Request request) {
            var rate = prices.rates().getOrDefault(request.base().getCurrencyUnit(), BigDecimal.ONE);
            var payer = request.payerCurrency();
            var converted = Money.of(payer, request.base().getAmount().multiply(rate), RoundingMode.HALF_UP);
            UnaryOperator<BigDecimal> fee =
                    percentage -> converted.getAmount().multiply(percentage).movePointLeft(2);
            var platform = Rounding.halfUp(fee.apply(prices.platform().percentage()), payer);
            var gateway = prices.gateway().map(charge -> Rounding.halfUp(fee.apply(charge.percentage()), payer));
            var fx = Rounding.halfUp(fee.apply(prices.fxPercentage()), payer);
            var fees = platform.plus(fx).plus(gateway.orElse(Money.zero(payer)));
            boolean onTop = request.feeBearer() == FeeBearer.PAYER;
            var wallet = request.base().getCurrencyUnit();
            var received = onTop
                    ? request.base()
                    : Money.of(
                            wallet,
                            converted
                                    .minus(fees)
                                    .getAmount()
                                    .divide(rate, wallet.getDecimalPlaces(), RoundingMode.HALF_UP));
            return converted.isPositive() && received.isPositive()
                    ? Optional.of(new Quote(
                            onTop ? converted.plus(fees) : converted,
                            received,
                            platform,
                            gateway,
                            Optional.of(fx),
                            Optional.of(rate)))
                    : Optional.empty();
        }
    }

    @Test
    void whoever_pays_himself_never_ends_with_more_than_he_put_in() {
        int played = 0;
        for (long seed = FIRST_SEED; played < SEQUENCES; seed++) {
            var outcome = new Collusion(OURS, seed).play();
            if (outcome.isPresent()) {
                played++;
                long reproduced = seed;
                assertThat(isWon(outcome.get()))
                        .as(() -> "seed " + reproduced + " gains " + outcome.get())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_one_of_its_parts_the_rule_loses_money(Mistake mistake) {
        boolean isFound = false;
        for (long seed = FIRST_SEED; !isFound && seed < FIRST_SEED + SEQUENCES; seed++) {
            isFound = new Collusion(mistake, seed)
                    .play()
                    .filter(CollusionTest::isWon)
                    .isPresent();
        }
        assertThat(isFound).as("a sequence in which somebody gains").isTrue();
    }

    private static boolean isWon(Outcome outcome) {
        return outcome.gain().compareTo(outcome.units().multiply(LOST_MAX)) > 0;
    }
}
