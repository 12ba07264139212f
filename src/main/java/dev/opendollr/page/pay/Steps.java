package dev.opendollr.page.pay;

import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.money.PaymentMethod;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;

/// Decides from a form and its fields which form comes next: that of the next step, or the same one with a notice.
/// Nothing here reads or writes anything.
public final class Steps {
    private final Offers offers;
    private final Function<String, Optional<PaymentMethod>> operatorOf;

    /// `operatorOf` predicts the operator of a phone in full digits.
    public Steps(Offers offers, Function<String, Optional<PaymentMethod>> operatorOf) {
        this.offers = offers;
        this.operatorOf = operatorOf;
    }

    /// After step [Step#WHAT].
    public PayForm what(PayForm form, Typed typed) {
        var country = typed.country().flatMap(Country::of).filter(offers.countries()::contains);
        var currency = typed.currency().flatMap(Currencies::offered).filter(offers.currencies()::contains);
        if (country.isEmpty()) {
            return form.with(Notice.COUNTRY_MISSING);
        }
        if (currency.isEmpty()) {
            return form.with(Notice.CURRENCY_MISSING);
        }
        var chosen = form.choosing(country.get(), currency.get());
        return offers.isAny(country.get(), currency.get())
                ? chosen
                : chosen.at(Step.WHAT).with(Notice.NO_METHOD);
    }

    /// After step [Step#HOW]. `reference` is that of the payment, if it can be begun.
    public PayForm how(PayForm form, Typed typed, UUID reference) {
        var here = form.at(Step.HOW);
        if (form.country().isEmpty() || form.currency().isEmpty()) {
            return form.at(Step.WHAT).with(Notice.BEGIN_AGAIN);
        }
        var place = new Place(form.country().get(), form.currency().get());
        return typed.card().isPresent()
                ? byCard(here, typed.card().get(), place, reference)
                : byPhone(here, typed, place, reference);
    }

    private record Place(Country country, CurrencyUnit currency) {}

    private PayForm byCard(PayForm form, String token, Place place, UUID reference) {
        var offer = offers.card(place.country(), place.currency());
        var card = offers.card(token);
        if (offer.isEmpty() || card.isEmpty()) {
            return form.refusing(Notice.CARD_MISSING, Optional.empty(), "");
        }
        return paying(form, offer.get(), "", card.get().token(), reference);
    }

    private PayForm byPhone(PayForm form, Typed typed, Place place, UUID reference) {
        var written = typed.number().orElse("");
        var digits = TypedNumber.digits(place.country(), written);
        var chosen = typed.operator()
                .flatMap(name -> operator(name, place))
                .filter(offer -> !isOfAnotherNumber(form, offer, place, digits));
        if (written.isBlank()) {
            return form.refusing(Notice.NUMBER_MISSING, chosen.map(Offer::method), "");
        }
        var kept = written.length() > TypedNumber.TEXT_MAX ? "" : written;
        if (digits.isEmpty() || kept.isEmpty()) {
            return form.refusing(Notice.NUMBER_WRONG, chosen.map(Offer::method), kept);
        }
        var offer = chosen.or(() -> operatorOf.apply(digits.get()).flatMap(method -> operator(method.name(), place)));
        return offer.map(found -> paying(form, found, kept, digits.get(), reference))
                .orElseGet(() -> form.refusing(Notice.OPERATOR_MISSING, Optional.empty(), kept));
    }

    /// The page keeps the operator of the number before. Whoever writes another number and leaves that operator as it
    /// was has not chosen it for the new number.
    private static boolean isOfAnotherNumber(PayForm form, Offer offer, Place place, Optional<String> digits) {
        var before = TypedNumber.digits(place.country(), form.typed());
        return before.isPresent()
                && !before.equals(digits)
                && form.method().filter(offer.method()::equals).isPresent();
    }

    private Optional<Offer> operator(String name, Place place) {
        return offers.operators(place.country(), place.currency()).stream()
                .filter(offer -> offer.method().name().equals(name))
                .findFirst();
    }

    private PayForm paying(PayForm form, Offer offer, String written, String account, UUID reference) {
        if (!offers.isOpen(offer.method())) {
            return form.refusing(Notice.OPERATOR_CLOSED, Optional.of(offer.method()), written);
        }
        return form.paying(offer.method(), written, account, Optional.of(offer.total()), reference);
    }
}
