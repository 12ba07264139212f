package dev.opendollr.sim;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// What conversions must have come to, reckoned in whole numbers and without the program: the rule of
/// docs/money.md said a second time.
final class Conversions {
    /// Rates have at most so many decimals.
    private static final int RATE_DIGITS = 20;

    private static final BigInteger RATE_UNIT = BigInteger.TEN.pow(RATE_DIGITS);
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private Conversions() {}

    /// A collection in smallest units; the rate in [#RATE_UNIT]s, of main units; how many decimals the two
    /// currencies have.
    record Collection(long paid, long received, long fees, BigInteger rate, int payerDecimals, int payeeDecimals) {}

    /// A refund that gave, or is to give, something back; in smallest units.
    record Refund(long given, long taken, boolean late) {}

    static BigInteger rate(BigDecimal rate) {
        return rate.setScale(RATE_DIGITS).unscaledValue();
    }

    /// Empty when all is well.
    static Optional<String> complaint(Collection collection, List<Refund> refunds) {
        long net = collection.paid() - collection.fees();
        if (net < costs(collection, collection.received())) {
            return Optional.of(net + " came in for " + collection.received());
        }
        if (net > costs(collection, collection.received() + 1)) {
            return Optional.of(net + " is more than it takes for " + collection.received());
        }
        long given = refunds.stream().mapToLong(Refund::given).sum();
        long taken = refunds.stream().mapToLong(Refund::taken).sum();
        long due = due(collection, given);
        boolean exact = refunds.stream().noneMatch(Refund::late);
        return (exact && taken != due) || taken < due - refunds.size()
                ? Optional.of("refunds of " + given + " took " + taken + " instead of " + due)
                : Optional.empty();
    }

    private static long due(Collection collection, long given) {
        long whole = collection.received() + owes(collection, collection.fees());
        return given >= collection.paid() ? whole : Math.min(whole, owes(collection, given));
    }

    /// What the payer pays for so much, in smallest units.
    private static long costs(Collection collection, long received) {
        var numerator = BigInteger.valueOf(received)
                .multiply(collection.rate())
                .multiply(BigInteger.TEN.pow(collection.payerDecimals()));
        return upAfterMillionths(numerator, RATE_UNIT.multiply(BigInteger.TEN.pow(collection.payeeDecimals())));
    }

    /// What the wallet gives for so much of the payer's, in smallest units.
    private static long owes(Collection collection, long given) {
        var numerator =
                BigInteger.valueOf(given).multiply(RATE_UNIT).multiply(BigInteger.TEN.pow(collection.payeeDecimals()));
        return upAfterMillionths(numerator, collection.rate().multiply(BigInteger.TEN.pow(collection.payerDecimals())));
    }

    /// The fraction in millionths, half up; then the next whole number.
    private static long upAfterMillionths(BigInteger numerator, BigInteger denominator) {
        var doubled = numerator.multiply(MILLION).multiply(BigInteger.TWO).add(denominator);
        var millionths = doubled.divide(denominator.multiply(BigInteger.TWO));
        return millionths.add(MILLION).subtract(BigInteger.ONE).divide(MILLION).longValueExact();
    }
}
