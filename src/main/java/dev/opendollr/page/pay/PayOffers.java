package dev.opendollr.page.pay;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.Hints;
import dev.opendollr.page.Priced;
import dev.opendollr.page.Sight;
import dev.opendollr.page.Sights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/// Reads what a payer may choose from now, and what it costs.
final class PayOffers {
    private final Sights sights;
    private final Hints hints;

    PayOffers(Sights sights, Hints hints) {
        this.sights = sights;
        this.hints = hints;
    }

    List<Priced> prices(Sight sight) {
        return sights.prices(sight, methods());
    }

    /// Without a look at what is out of order.
    Offers all(List<Priced> prices) {
        return offers(prices, Set.of());
    }

    Offers now(Sight sight, List<Priced> prices) {
        return offers(prices, hints.outOfOrder(sight.source().merchant()));
    }

    /// What the source costs now by this method in this currency; empty if it has no price.
    static Optional<Priced> price(List<Priced> prices, PaymentMethod method, CurrencyUnit currency) {
        return prices.stream()
                .filter(priced -> priced.method() == method
                        && priced.quote().payerAmount().getCurrencyUnit().equals(currency))
                .findFirst();
    }

    private Offers offers(List<Priced> prices, Set<PaymentMethod> outOfOrder) {
        var all = prices.stream()
                .map(priced -> new Offer(priced.method(), priced.quote().payerAmount()))
                .toList();
        return new Offers(all, outOfOrder, hints.cards());
    }

    /// Those that a page can explain: mobile money with a hint, and cards with a name.
    private List<PaymentMethod> methods() {
        return Arrays.stream(PaymentMethod.values())
                .filter(method -> switch (method.kind()) {
                    case MOBILE_MONEY -> hints.of(method).isPresent();
                    case CARD -> !hints.cards().isEmpty();
                    case WALLET -> false;
                })
                .toList();
    }
}
