package dev.opendollr.page.pay;

import dev.opendollr.base.money.FeeBearer;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.page.Priced;
import dev.opendollr.page.Sight;
import dev.opendollr.page.Way;
import dev.opendollr.page.text.Shown;
import dev.opendollr.page.text.Texts;
import dev.opendollr.pricing.Quote;
import dev.opendollr.source.SourceItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// Makes the views of the steps before a payment begins. The sealed form of each is made by the caller.
final class StepViews {
    private final Texts texts;
    private final Shown shown;
    private final Sayings sayings;
    private final Sight sight;
    private final Addresses addresses;

    StepViews(Texts texts, Sayings sayings, Sight sight, Addresses addresses) {
        this.texts = texts;
        this.shown = texts.shown();
        this.sayings = sayings;
        this.sight = sight;
        this.addresses = addresses;
    }

    /// The texts that a page needs to go on from a form: the form itself, sealed, and the same at [Step#LEFT] and at
    /// the step before.
    record Sealed(String form, String left, String before) {}

    WhatView what(PayForm form, Offers offers, List<Priced> prices, Sealed sealed) {
        var country = form.country().or(() -> Whereabouts.country(sight));
        var own = sight.source().totalAmount().getCurrencyUnit();
        var currency = form.currency().orElse(own);
        return new WhatView(
                notice(form),
                form.notice().flatMap(Notice::field),
                bill(),
                offers.countries().stream()
                        .map(known -> new Option(
                                known.name(),
                                sayings.country(known),
                                country.filter(known::equals).isPresent()))
                        .toList(),
                offers.currencies().stream()
                        .sorted(Comparator.comparing(unit -> !unit.equals(own)))
                        .map(unit -> currency(unit, prices, unit.equals(currency)))
                        .toList(),
                addresses.state(),
                sealed.form(),
                leave(sealed));
    }

    HowView how(PayForm form, Country country, CurrencyUnit currency, Offers offers, Sealed sealed) {
        var card = offers.card(country, currency);
        return new HowView(
                notice(form),
                form.notice().flatMap(Notice::field),
                shown.name(sight.merchantName()),
                shown.amount(sight.source().totalAmount()),
                sayings.country(country),
                country.prefix(),
                form.typed(),
                country.example(),
                offers.operators(country, currency).stream()
                        .map(offer -> operator(offer, offers, form))
                        .toList(),
                offers.cards().stream()
                        .map(choice -> new Option(
                                choice.token(), choice.name(), choice.token().equals(form.account())))
                        .toList(),
                card.map(offer -> shown.amount(offer.total())),
                card.filter(offer -> offers.isOpen(offer.method())).isPresent(),
                addresses.state(),
                sealed.form(),
                addresses.step(sealed.before()),
                leave(sealed));
    }

    CheckView check(PayForm form, PaymentMethod method, Quote quote, Sealed sealed) {
        var source = sight.source();
        boolean payerBears = source.feeBearer() == FeeBearer.PAYER;
        return new CheckView(
                notice(form),
                shown.name(sight.merchantName()),
                sayings.document(source),
                shown.amount(source.totalAmount()),
                rate(quote),
                Optional.of(payerBears ? quote.withoutFees() : quote.payerAmount())
                        .filter(price -> !price.equals(source.totalAmount()))
                        .map(shown::amount),
                payerBears ? fees(quote) : List.of(),
                shown.amount(quote.payerAmount()),
                sayings.method(method),
                sayings.account(method, form.account()),
                method.kind() == PaymentMethod.Kind.MOBILE_MONEY,
                addresses.step(sealed.before()),
                addresses.state(),
                sealed.form(),
                leave(sealed));
    }

    Bill bill() {
        var source = sight.source();
        var zone = Whereabouts.zone(sight, Optional.empty());
        return new Bill(
                shown.name(sight.merchantName()),
                sayings.document(source),
                sight.items().stream().map(this::line).toList(),
                shown.amount(source.totalAmount()),
                Optional.of(source.note()).filter(note -> !note.isBlank()).map(shown::note),
                sayings.fees(source),
                source.dueDate().map(due -> shown.date(due, zone)),
                sight.checkout().flatMap(checkout -> checkout.expiresAt()).map(end -> shown.moment(end, zone)));
    }

    private Bill.Line line(SourceItem item) {
        return new Bill.Line(
                shown.name(item.name()),
                shown.number(item.qty()),
                shown.amount(item.amount()),
                shown.amount(item.amount().multipliedBy(item.qty())));
    }

    private WhatView.Currency currency(CurrencyUnit unit, List<Priced> prices, boolean isChosen) {
        var quotes = prices.stream()
                .map(Priced::quote)
                .filter(quote -> quote.payerAmount().getCurrencyUnit().equals(unit))
                .toList();
        var smallest = quotes.stream().map(Quote::payerAmount).min(Comparator.naturalOrder());
        return new WhatView.Currency(
                unit.getCode(),
                smallest.map(shown::amount).orElse(""),
                quotes.stream().findFirst().flatMap(this::rate),
                isChosen);
    }

    private HowView.Operator operator(Offer offer, Offers offers, PayForm form) {
        boolean isOpen = offers.isOpen(offer.method());
        return new HowView.Operator(
                offer.method().name(),
                sayings.method(offer.method()),
                shown.amount(offer.total()),
                isOpen,
                isOpen && form.method().filter(offer.method()::equals).isPresent());
    }

    private Optional<String> rate(Quote quote) {
        var from = sight.source().totalAmount().getCurrencyUnit();
        return quote.rate()
                .map(rate -> shown.rate(from, rate, quote.payerAmount().getCurrencyUnit()));
    }

    private List<CheckView.Fee> fees(Quote quote) {
        List<CheckView.Fee> fees = new ArrayList<>();
        fees.add(new CheckView.Fee(texts.say("pay.fee.platform"), shown.amount(quote.platformFee())));
        quote.gatewayFee()
                .ifPresent(fee -> fees.add(new CheckView.Fee(texts.say("pay.fee.operator"), shown.amount(fee))));
        quote.fxFee().ifPresent(fee -> fees.add(new CheckView.Fee(texts.say("pay.fee.exchange"), shown.amount(fee))));
        return fees;
    }

    private Optional<String> notice(PayForm form) {
        return form.notice().map(why -> sayings.notice(form, why, Whereabouts.zone(sight, form.country())));
    }

    private Optional<String> leave(Sealed sealed) {
        return sight.may(Way.GIVE_UP) ? Optional.of(addresses.step(sealed.left())) : Optional.empty();
    }
}
