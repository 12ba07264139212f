package dev.opendollr.pricing;

import dev.opendollr.base.money.Rounding;
import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.Money;

/// How much of a collection has been refunded. `given` is the sum refunded to the payer, in the payer's
/// currency. `taken` is what these refunds took from the payee's wallet, without their fees. Refunds in flight
/// and refunds that were paid although they had been declined count in both.
///
/// `given` can exceed what the payer paid, because a gateway may pay a refund that it had declined.
public record Refunding(Quote collection, Money given, Money taken) {
    /// `refunds` is the sum of all refunds of the collection. In a refund the roles are swapped: its payer
    /// amount leaves the payee's wallet, and its payee amount goes to the collection's payer.
    public static Refunding of(Quote collection, Quote refunds) {
        return new Refunding(collection, refunds.payeeAmount(), refunds.withoutFees());
    }

    /// Why a refund of `amount` cannot begin; empty when it can.
    public Optional<PriceReason> refusal(Money amount) {
        return amount.isGreaterThan(left()) ? Optional.of(new PriceReason.MoreThanIsLeft(left())) : Optional.empty();
    }

    /// What can still be refunded.
    public Money left() {
        var paid = collection.payerAmount();
        return given.isGreaterThan(paid) ? Money.zero(paid.getCurrencyUnit()) : paid.minus(given);
    }

    /// Whether a refund must wait until no other refund of the collection is in flight. What a refund takes
    /// depends on what earlier refunds have taken, and one in flight can still fail.
    public boolean comeOneByOne() {
        return collection.rate().isPresent();
    }

    /// What one more refund of `amount` takes from the wallet. It can be zero.
    ///
    /// Converts the sum of all refunds, not each refund: several partial refunds take as much as one refund of
    /// their sum. Never negative: after a late refund, more may have been taken than is due.
    public Money takes(Money amount) {
        return collection
                .rate()
                .map(rate -> atLeastZero(due(given.plus(amount), rate).minus(taken)))
                .orElse(amount);
    }

    /// What refunds of `sum` together take from the wallet. The refund that completes what the payer paid takes
    /// the rest, so that in total exactly what the collection brought leaves the wallet, plus the collection's
    /// fees, which are not returned.
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
