package dev.opendollr.page.pay;

import dev.opendollr.base.money.PaymentMethod;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A method that a payer may choose, and what it takes from the payer in one currency, with all fees.
public record Offer(PaymentMethod method, Money total) {
    CurrencyUnit currency() {
        return total.getCurrencyUnit();
    }

    boolean isOf(Country country) {
        return switch (method.kind()) {
            case MOBILE_MONEY -> Country.of(method).filter(country::equals).isPresent();
            case CARD -> true;
            case WALLET -> false;
        };
    }
}
