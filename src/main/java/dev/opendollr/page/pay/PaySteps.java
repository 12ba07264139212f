package dev.opendollr.page.pay;

import dev.opendollr.base.identity.Caller;
import dev.opendollr.execution.Payments;
import dev.opendollr.execution.Payments.Limit;
import dev.opendollr.execution.Payments.Result;
import dev.opendollr.gateway.Hints;
import dev.opendollr.link.Link;
import dev.opendollr.page.Sight;
import dev.opendollr.page.Sights;
import dev.opendollr.prediction.Carrier;
import dev.opendollr.prediction.Carriers;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// What the forms of the pay page do when they are sent. Only the last one writes: it begins a payment.
public final class PaySteps {
    private final PayOffers offers;
    private final Hints hints;
    private final Carriers carriers;
    private final Payments payments;
    private final PayForms forms;
    private final Supplier<UUID> references;

    /// `references` gives new ones for payments, which must not be guessed.
    public PaySteps(
            Sights sights,
            Hints hints,
            Carriers carriers,
            Payments payments,
            PayForms forms,
            Supplier<UUID> references) {
        this.offers = new PayOffers(sights, hints);
        this.hints = hints;
        this.carriers = carriers;
        this.payments = payments;
        this.forms = forms;
        this.references = references;
    }

    /// The sealed form of the page to show next. The state that then holds may show another page all the same.
    public String next(Link link, Sight sight, Caller.ByLink caller, Optional<String> sealed, Typed typed) {
        return forms.seal(sealed.flatMap(text -> forms.open(link, text))
                .map(opened -> next(sight, caller, opened, typed))
                .orElseGet(() -> PayForm.first(link, sight.standing().attempts(), references.get())
                        .with(Notice.BEGIN_AGAIN)));
    }

    /// A form of an earlier attempt, or one that comes while another payment is under way, begins nothing. The payer
    /// sees how the payment stands.
    private PayForm next(Sight sight, Caller.ByLink caller, PayForms.Opened opened, Typed typed) {
        var form = opened.form();
        if (!PayPages.begins(sight) || form.attempts() != sight.standing().attempts()) {
            return form.at(Step.SENT);
        }
        return switch (form.step()) {
            case WHAT -> steps(offers.all(offers.prices(sight))).what(form, typed);
            case HOW -> steps(offers.now(sight, offers.prices(sight))).how(form, typed, references.get());
            case CHECK -> check(sight, caller, opened);
            case SENT, PAUSED, LEFT -> form.at(Step.SENT);
        };
    }

    private Steps steps(Offers choices) {
        return new Steps(choices, phone -> carriers.find(phone).map(Carrier::method));
    }

    private PayForm check(Sight sight, Caller.ByLink caller, PayForms.Opened opened) {
        var form = opened.form();
        if (form.method().isEmpty() || form.shown().isEmpty()) {
            return form.at(Step.HOW);
        }
        if (!opened.isQuoteFresh()) {
            return form.with(Notice.PRICE_OLD);
        }
        if (!hints.isAvailable(sight.source().merchant(), form.method().get())) {
            return form.at(Step.HOW).with(Notice.OPERATOR_CLOSED);
        }
        var source = sight.source();
        return begun(
                form,
                payments.pay(new Payments.Ask(
                        caller,
                        source.kind(),
                        source.id(),
                        form.reference(),
                        form.attempts(),
                        form.method().get(),
                        form.shown().get(),
                        form.account())));
    }

    private static PayForm begun(PayForm form, Result result) {
        return switch (result) {
            case Result.Begun _ -> form.at(Step.SENT);
            case Result.PriceChanged(var quote) ->
                form.showing(quote.payerAmount()).with(Notice.PRICE_CHANGED);
            case Result.Refused _ -> form.with(Notice.NOT_BEGUN);
            case Result.TooMany(var limit, var until) -> form.paused(notice(limit), until);
        };
    }

    private static Notice notice(Limit limit) {
        return switch (limit) {
            case PHONE -> Notice.PHONE_LIMIT;
            case LINK -> Notice.LINK_LIMIT;
            case CARDS -> Notice.CARD_LIMIT;
        };
    }
}
