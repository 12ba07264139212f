package dev.opendollr.page.pay;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.CardChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/// What a payer may choose from: methods with a price, those of them that are out of order, and cards by name.
public record Offers(List<Offer> all, Set<PaymentMethod> outOfOrder, List<CardChoice> cards) {
    public Offers {
        all = List.copyOf(all);
        outOfOrder = Set.copyOf(outOfOrder);
        cards = List.copyOf(cards);
    }

    List<Country> countries() {
        return Arrays.stream(Country.values())
                .filter(country -> all.stream().anyMatch(offer -> offer.isOf(country)))
                .toList();
    }

    List<CurrencyUnit> currencies() {
        return all.stream().map(Offer::currency).distinct().toList();
    }

    List<Offer> of(Country country, CurrencyUnit currency) {
        return all.stream()
                .filter(offer -> offer.isOf(country) && offer.currency().equals(currency))
                .toList();
    }

    /// The mobile-money operators among them.
    List<Offer> operators(Country country, CurrencyUnit currency) {
        return of(country, currency).stream()
                .filter(offer -> offer.method().kind() == PaymentMethod.Kind.MOBILE_MONEY)
                .toList();
    }

    /// Empty when no card can be used, because no card is known by name or because cards have no price.
    Optional<Offer> card(Country country, CurrencyUnit currency) {
        return of(country, currency).stream()
                .filter(offer -> offer.method().kind() == PaymentMethod.Kind.CARD && !cards.isEmpty())
                .findFirst();
    }

    boolean isAny(Country country, CurrencyUnit currency) {
        return !operators(country, currency).isEmpty()
                || card(country, currency).isPresent();
    }

    boolean isOpen(PaymentMethod method) {
        return !outOfOrder.contains(method);
    }

    Optional<CardChoice> card(String token) {
        return cards.stream().filter(card -> card.token().equals(token)).findFirst();
    }
}
