package dev.opendollr.pricing;

import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A payer and a merchant who are one person: they pay each other in two currencies, give back in parts, and
/// know which refunds will fail, which of those are paid all the same, and in which order the news come. They
/// choose every amount; the rates stand still.
final class Collusion {
    private static final int COLLECTIONS_MAX = 3;
    private static final int STEPS_MAX = 14;
    private static final int PARTS_MAX = 40;
    private static final int RATE_SCALE = 18;
    /// Small totals are where rounding weighs.
    private static final List<Long> MOST = List.of(10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L);

    /// What they play against: how a total is priced and what a refund takes, and whether refunds wait for each
    /// other.
    interface Rules {
        Optional<Quote> collect(Prices prices, Quotes.Request request);

        Money takes(Refunding before, Money amount);

        boolean isAlone(Refunding before);
    }

    private final Rules rules;
    private final SplittableRandom random;
    private final Map<CurrencyUnit, BigDecimal> perDollar;
    private final List<String> steps = new ArrayList<>();

    /// A refund in flight, declined, or done.
    private static final class Refund {
        private final Money amount;
        private final Money taken;
        private State state = State.OPEN;

        private enum State {
            OPEN,
            COMPLETED,
            FAILED,
            LATE
        }

        Refund(Money amount, Money taken) {
            this.amount = amount;
            this.taken = taken;
        }
    }

    /// What the two have in the end, more than at the beginning, and the smallest units of the currencies of
    /// each collection together, both in dollars; and how they did it.
    record Outcome(BigDecimal gain, BigDecimal units, List<String> steps) {
        Outcome plus(Outcome other) {
            return new Outcome(gain.add(other.gain), units.add(other.units), other.steps);
        }
    }

    Collusion(Rules rules, long seed) {
        this.rules = rules;
        random = new SplittableRandom(seed);
        // A dollar is what the seed of prices says, or something near it.
        boolean isSeed = random.nextBoolean();
        perDollar = Map.of(
                Currencies.USD, BigDecimal.ONE,
                Currencies.LRD, isSeed ? new BigDecimal("200") : near(200),
                Currencies.RWF, isSeed ? new BigDecimal("1450") : near(1_450));
    }

    private BigDecimal near(int rate) {
        return BigDecimal.valueOf(rate).multiply(BigDecimal.valueOf(random.nextInt(500, 2_000), 3));
    }

    /// Some collections, and all that becomes of them; empty when all were refused.
    Optional<Outcome> play() {
        Optional<Outcome> played = Optional.empty();
        for (int collection = 1 + random.nextInt(COLLECTIONS_MAX); collection > 0; collection--) {
            var before = played;
            played = collect()
                    .map(outcome -> before.map(sum -> sum.plus(outcome)).orElse(outcome))
                    .or(() -> before);
        }
        return played;
    }

    private Optional<Outcome> collect() {
        var request = request();
        var prices = prices(request);
        var quote = rules.collect(prices, request);
        return quote.map(paid -> {
            steps.add(request.base() + " borne by " + request.feeBearer() + " costs " + paid);
            List<Refund> refunds = new ArrayList<>();
            for (int step = random.nextInt(STEPS_MAX); step > 0; step--) {
                step(paid, refunds);
            }
            refunds.stream().filter(refund -> refund.state == Refund.State.OPEN).forEach(this::end);
            return new Outcome(
                    inDollars(gain(paid, refunds), paid),
                    inDollars(unit(paid.payerAmount()).add(worth(paid, unit(paid.payeeAmount()))), paid),
                    List.copyOf(steps));
        });
    }

    private void step(Quote paid, List<Refund> refunds) {
        var open = refunds.stream()
                .filter(refund -> refund.state == Refund.State.OPEN)
                .toList();
        var failed = refunds.stream()
                .filter(refund -> refund.state == Refund.State.FAILED)
                .toList();
        int choice = random.nextInt(10);
        if (choice < 4 && !open.isEmpty()) {
            end(open.get(random.nextInt(open.size())));
        } else if (choice == 4 && !failed.isEmpty()) {
            move(failed.get(random.nextInt(failed.size())), Refund.State.LATE);
        } else {
            begin(paid, refunds, !open.isEmpty());
        }
    }

    private void begin(Quote paid, List<Refund> refunds, boolean isOneOpen) {
        var before = refunding(paid, refunds);
        if (!before.left().isPositive() || (isOneOpen && rules.isAlone(before))) {
            return;
        }
        long left = before.left().getAmountMinorLong();
        long part = random.nextInt(3) == 0 ? left : 1 + random.nextLong(Math.min(left, PARTS_MAX));
        var amount = Money.ofMinor(paid.payerAmount().getCurrencyUnit(), part);
        var refund = new Refund(amount, rules.takes(before, amount));
        refunds.add(refund);
        steps.add("refund of " + amount + " takes " + refund.taken);
    }

    private void end(Refund refund) {
        move(refund, random.nextInt(3) == 0 ? Refund.State.FAILED : Refund.State.COMPLETED);
    }

    private void move(Refund refund, Refund.State to) {
        refund.state = to;
        steps.add("refund of " + refund.amount + " is " + to);
    }

    private Refunding refunding(Quote paid, List<Refund> refunds) {
        var given = Money.zero(paid.payerAmount().getCurrencyUnit());
        var taken = Money.zero(paid.payeeAmount().getCurrencyUnit());
        for (var refund : refunds) {
            if (refund.state != Refund.State.FAILED) {
                given = given.plus(refund.amount);
                taken = taken.plus(refund.taken);
            }
        }
        return new Refunding(paid, given, taken);
    }

    /// The wallet less what was paid in, and what came back. A late refund is the platform's known loss: what
    /// it gave, or what it had taken from the wallet and has given back to it, whichever is worth more.
    private static BigDecimal gain(Quote paid, List<Refund> refunds) {
        var gain = worth(paid, paid.payeeAmount().getAmount())
                .subtract(paid.payerAmount().getAmount());
        for (var refund : refunds) {
            var given = refund.amount.getAmount();
            var taken = worth(paid, refund.taken.getAmount());
            gain = switch (refund.state) {
                case COMPLETED -> gain.add(given).subtract(taken);
                case LATE -> gain.add(given).subtract(given.max(taken));
                case OPEN, FAILED -> gain;
            };
        }
        return gain;
    }

    /// In the payer's currency, exact.
    private static BigDecimal worth(Quote paid, BigDecimal wallet) {
        return wallet.multiply(paid.rate().orElseThrow());
    }

    private static BigDecimal unit(Money amount) {
        return BigDecimal.ONE.movePointLeft(amount.getScale());
    }

    private BigDecimal inDollars(BigDecimal amount, Quote paid) {
        var rate = perDollar.getOrDefault(paid.payerAmount().getCurrencyUnit(), BigDecimal.ONE);
        return amount.divide(rate, MathContext.DECIMAL128);
    }

    private Quotes.Request request() {
        var payee = pick(Currencies.OFFERED);
        var payer = pick(Currencies.OFFERED.stream()
                .filter(other -> !other.equals(payee))
                .toList());
        long most = pick(MOST);
        return new Quotes.Request(
                Money.ofMinor(payee, 1 + random.nextLong(most)),
                payer,
                PaymentMethod.MTN_MOMO_LBR,
                OperationType.COLLECTION,
                pick(List.of(FeeBearer.values())));
    }

    /// Mostly without fees: they only cost the two. No floor, so that nothing but the rounding keeps the money
    /// in.
    private Prices prices(Quotes.Request request) {
        boolean isFree = random.nextInt(3) > 0;
        var charge = new Charge(isFree ? BigDecimal.ZERO : percentage(), Optional.empty());
        return new Prices(
                charge,
                isFree ? BigDecimal.ZERO : percentage(),
                isFree ? Optional.empty() : Optional.of(new Charge(percentage(), Optional.empty())),
                Map.of(request.base().getCurrencyUnit(), rate(request)),
                Optional.of(Money.ofMinor(request.payerCurrency(), 1)));
    }

    private BigDecimal percentage() {
        return BigDecimal.valueOf(random.nextInt(500), 2);
    }

    /// As exact as the rates of the seed are, not more.
    private BigDecimal rate(Quotes.Request request) {
        var base = perDollar.getOrDefault(request.base().getCurrencyUnit(), BigDecimal.ONE);
        var payer = perDollar.getOrDefault(request.payerCurrency(), BigDecimal.ONE);
        return payer.divide(base, RATE_SCALE, RoundingMode.HALF_UP);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
