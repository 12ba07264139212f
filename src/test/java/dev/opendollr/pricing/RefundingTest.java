package dev.opendollr.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// What is left to refund of a collection, and what its refunds have taken.
class RefundingTest {
    private static final Quote COLLECTION = new Quote(
            Money.parse("LRD 2070.00"),
            Money.parse("USD 10.00"),
            Money.parse("LRD 50.00"),
            Optional.of(Money.parse("LRD 20.00")),
            Optional.empty(),
            Optional.of(new BigDecimal("200")));

    @Test
    void refunds_take_what_they_cost_without_their_fees() {
        var refunding = Refunding.of(COLLECTION, refunds("USD 5.25", "LRD 1001.00", "USD 0.04", "USD 0.20"));
        assertThat(refunding.given()).isEqualTo(Money.parse("LRD 1001.00"));
        assertThat(refunding.taken()).isEqualTo(Money.parse("USD 5.01"));
        assertThat(refunding.left()).isEqualTo(Money.parse("LRD 1069.00"));
        assertThat(refunding.takes(refunding.left())).isEqualTo(Money.parse("USD 5.34"));
    }

    @Test
    void no_more_is_refunded_than_is_left_and_the_refusal_says_how_much() {
        var refunding = Refunding.of(COLLECTION, refunds("USD 5.01", "LRD 1001.00", "USD 0.00", "USD 0.00"));
        assertThat(refunding.refusal(Money.parse("LRD 1069.00"))).isEmpty();
        assertThat(refunding.refusal(Money.parse("LRD 1069.01")))
                .contains(new PriceReason.MoreThanIsLeft(Money.parse("LRD 1069.00")));
    }

    @Test
    void nothing_is_left_when_a_late_refund_has_given_more_than_was_paid() {
        var refunding = Refunding.of(COLLECTION, refunds("USD 12.00", "LRD 2400.00", "USD 0.00", "USD 0.00"));
        assertThat(refunding.left()).isEqualTo(Money.parse("LRD 0.00"));
        assertThat(refunding.refusal(Money.parse("LRD 0.01")))
                .contains(new PriceReason.MoreThanIsLeft(Money.parse("LRD 0.00")));
    }

    private static Quote refunds(String cost, String given, String platformFee, String gatewayFee) {
        return new Quote(
                Money.parse(cost),
                Money.parse(given),
                Money.parse(platformFee),
                Optional.of(Money.parse(gatewayFee)),
                Optional.empty(),
                COLLECTION.rate());
    }
}
