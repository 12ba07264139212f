package dev.opendollr.pricing;

import dev.opendollr.money.Rounding;
import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.Money;

/// How far a collection has been given back: `given` is what its payer has got, in the payer's currency, and
/// `taken` what left the payee's wallet for it, without the fees of the refunds. What is on its way counts in
/// both.
///
/// `given` passes what was paid when a gateway pays a refund that it had declined.
public record Refunding(Quote collection, Money given, Money taken) {
    /// `refunds` is what all refunds of the collection cost and bring together: they take money from the payee's
    /// wallet and give it to the collection's payer.
    public static Refunding of(Quote collection, Quote refunds) {
        return new Refunding(collection, refunds.payeeAmount(), refunds.withoutFees());
    }

    /// Why no refund of `amount` can begin; empty when one can.
    public Optional<PriceReason> refusal(Money amount) {
        return amount.isGreaterThan(left()) ? Optional.of(new PriceReason.MoreThanIsLeft(left())) : Optional.empty();
    }

    /// What can still be given back.
    public Money left() {
        var paid = collection.payerAmount();
        return given.isGreaterThan(paid) ? Money.zero(paid.getCurrencyUnit()) : paid.minus(given);
    }

    /// Whether a refund must wait until no other is in flight: what one takes is exact only when it is known
    /// what those before it have taken, and one in flight can still fail.
    public boolean comeOneByOne() {
        return collection.rate().isPresent();
    }

    /// What one more refund of `amount` takes from the wallet; it can be nothing.
    ///
    /// The sum of all refunds is converted, not each: in parts they take together what one refund of their sum
    /// would. Never below zero: after a late refund more can have been taken than is due.
    public Money takes(Money amount) {
        return collection
                .rate()
                .map(rate -> atLeastZero(due(given.plus(amount), rate).minus(taken)))
                .orElse(amount);
    }

    /// What refunds take that have given back `sum` together. One that reaches what the payer has paid takes
    /// the rest, so that exactly what the collection brought leaves the wallet again, and the fees, which are
    /// not returned.
    private Money due(Money sum, BigDecimal rate) {
        var received = collection.payeeAmount();
        var wallet = received.getCurrencyUnit();
        var whole = received.plus(Rounding.fromPayee(collection.fees(), wallet, rate));
        if (!sum.isLessThan(collection.payerAmount())) {
            return whole;
        }
        var part = Rounding.fromPayee(sum, wallet, rate);
        return part.isLessThan(whole) ? part : whole;
    }

    private static Money atLeastZero(Money amount) {
        return amount.isNegative() ? Money.zero(amount.getCurrencyUnit()) : amount;
    }
}
