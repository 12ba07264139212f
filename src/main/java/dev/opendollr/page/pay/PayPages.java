package dev.opendollr.page.pay;

import dev.opendollr.gateway.Hints;
import dev.opendollr.link.Link;
import dev.opendollr.page.PageKind;
import dev.opendollr.page.Priced;
import dev.opendollr.page.Sight;
import dev.opendollr.page.Sights;
import dev.opendollr.page.Way;
import dev.opendollr.page.text.Texts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;

/// The pages behind a link to pay. Whatever is asked for, the answer is the page of the state that holds now: a step
/// is shown only where the state allows to pay and no attempt was made since. Nothing is written here.
public final class PayPages {
    /// For so long after the beginning of an attempt a browser without JavaScript asks again by itself.
    static final Duration ASKS_AGAIN_MAX = Duration.ofMinutes(3);

    /// The name of the steps before a payment.
    private static final String STEPS = "pay";

    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;

    private final PayOffers offers;
    private final Hints hints;
    private final PayForms forms;
    private final Supplier<UUID> references;
    private final InstantSource realTime;

    /// @param references new ones for payments, which must not be guessed
    /// @param realTime the clock of limits that do not follow the clock of the sandbox
    public PayPages(Sights sights, Hints hints, PayForms forms, Supplier<UUID> references, InstantSource realTime) {
        this.offers = new PayOffers(sights, hints);
        this.hints = hints;
        this.forms = forms;
        this.references = references;
        this.realTime = realTime;
    }

    /// `sealed` is the form in the address, if there is one. A payer may send an address on: unless the browser
    /// `isLedByUs`, it is not told the number that was typed.
    public PayPage page(
            Link link, Sight sight, Optional<String> sealed, boolean isLedByUs, Texts texts, Addresses addresses) {
        var form = sealed.flatMap(text -> forms.open(link, text))
                .map(PayForms.Opened::form)
                .map(opened -> isLedByUs ? opened : opened.withoutNumber());
        var look = new Look(link, sight, sealed, form, texts, addresses);
        return form.filter(known ->
                        begins(sight) && known.attempts() == sight.standing().attempts())
                .map(known -> step(look, known))
                .orElseGet(() -> state(look));
    }

    /// Whether a payment can be begun now.
    static boolean begins(Sight sight) {
        return sight.may(Way.PAY) || sight.may(Way.PAY_AGAIN);
    }

    /// One request for a page. `form` is the opened `sealed`, if it is one of this link.
    private record Look(
            Link link, Sight sight, Optional<String> sealed, Optional<PayForm> form, Texts texts, Addresses addresses) {
        int attempts() {
            return sight.standing().attempts();
        }
    }

    private PayPage step(Look look, PayForm form) {
        return switch (form.step()) {
            case WHAT -> what(look, form);
            case HOW -> how(look, form);
            case CHECK -> check(look, form);
            case PAUSED -> paused(look, form);
            case LEFT -> look.sight().may(Way.GIVE_UP) ? left(look, form) : state(look);
            case SENT -> state(look);
        };
    }

    private PayPage state(Look look) {
        return switch (look.sight().page()) {
            case PAY -> what(look, first(look));
            case APPROVE, CHALLENGE, UNKNOWN, CANCELING -> waiting(look);
            case REFUSED, NOT_COME, CAME_LATE, EXPIRED, PAID, CANCELED, CANCELED_BACK, NOT_READY, CLOSED -> end(look);
            case RECEIPT, NO_RECEIPT, PAUSED, LINK_UNKNOWN ->
                throw new IllegalStateException(look.sight().page() + " is no state of a link to pay");
        };
    }

    /// A form without choices. It says so if the one that was sent cannot be used.
    private PayForm first(Look look) {
        var first = PayForm.first(look.link(), look.attempts(), references.get());
        return look.sealed().isPresent() && look.form().isEmpty() ? first.with(Notice.BEGIN_AGAIN) : first;
    }

    private PayPage what(Look look, PayForm form) {
        var prices = offers.prices(look.sight());
        var view = stepViews(look).what(form, offers.all(prices), prices, sealed(form.at(Step.WHAT)));
        return new PayPage.What(STEPS, title(look, look.texts().say("pay.title.what"), view.notice()), view);
    }

    private PayPage how(Look look, PayForm form) {
        if (form.country().isEmpty() || form.currency().isEmpty()) {
            return what(look, form.at(Step.WHAT));
        }
        var now = offers.now(look.sight(), offers.prices(look.sight()));
        var here = form.at(Step.HOW);
        var view =
                stepViews(look).how(form, form.country().get(), form.currency().get(), now, sealed(here));
        return new PayPage.How(STEPS, title(look, look.texts().say("pay.title.how"), view.notice()), view);
    }

    private PayPage check(Look look, PayForm form) {
        var prices = offers.prices(look.sight());
        return form.currency()
                .flatMap(currency -> priced(form, currency, prices))
                .map(priced -> check(look, form, priced))
                .orElseGet(() -> how(look, form.at(Step.HOW).with(Notice.OPERATOR_CLOSED)));
    }

    private static Optional<Priced> priced(PayForm form, CurrencyUnit currency, List<Priced> prices) {
        return form.method().flatMap(method -> PayOffers.price(prices, method, currency));
    }

    /// The form in the page has the price of now: that is what the payer sees.
    private PayPage check(Look look, PayForm form, Priced priced) {
        var amount = priced.quote().payerAmount();
        var isOther = form.shown().filter(seen -> !seen.equals(amount)).isPresent();
        var said = isOther ? form.with(Notice.PRICE_CHANGED) : form;
        var here = form.at(Step.CHECK).showing(amount);
        var view = stepViews(look).check(said, priced.method(), priced.quote(), sealed(here));
        return new PayPage.Check(STEPS, title(look, look.texts().say("pay.title.check"), view.notice()), view);
    }

    /// The title is the first that a screen reader says: it tells that the step is shown again for a reason.
    private static String title(Look look, String step, Optional<String> notice) {
        return notice.isPresent() ? look.texts().say("pay.title.problem", step) : step;
    }

    private PayPage paused(Look look, PayForm form) {
        var now = form.notice().filter(Notice.PHONE_LIMIT::equals).isPresent()
                ? realTime.instant()
                : look.sight().now();
        var wait = form.until().map(end -> Duration.between(now, end)).filter(Duration::isPositive);
        if (wait.isEmpty() || form.notice().isEmpty()) {
            return how(look, form.at(Step.HOW));
        }
        var zone = Whereabouts.zone(look.sight(), form.country());
        var why = sayings(look).notice(form, form.notice().get(), zone);
        var back = look.addresses().step(forms.seal(form.at(Step.HOW)));
        var view = stateViews(look).paused(why, back);
        return new PayPage.End(name(PageKind.PAUSED), view.title(), TOO_MANY_REQUESTS, wait, view);
    }

    private PayPage left(Look look, PayForm form) {
        var back = form.at(form.currency().isPresent() ? Step.HOW : Step.WHAT);
        var view = stateViews(look).left(look.addresses().step(forms.seal(back)));
        return new PayPage.End("left", view.title(), OK, Optional.empty(), view);
    }

    private PayPage waiting(Look look) {
        var here = look.sealed().filter(_ -> look.form().isPresent());
        var view = stateViews(look).waiting(here.map(look.addresses()::step).orElseGet(look.addresses()::state));
        boolean isYoung = look.sight()
                .elapsed()
                .filter(age -> age.compareTo(ASKS_AGAIN_MAX) < 0)
                .isPresent();
        return new PayPage.Wait(name(look.sight().page()), view.title(), isYoung, view);
    }

    /// With what the payer had chosen, if this browser still has it.
    private PayPage end(Look look) {
        var kept = look.form().filter(form -> form.currency().isPresent());
        var again = kept.map(form -> form.again(look.attempts(), references.get()))
                .orElseGet(() -> PayForm.first(look.link(), look.attempts(), references.get()));
        var notice = look.sealed().isPresent() && look.form().isEmpty() && begins(look.sight())
                ? Optional.of(sayings(look)
                        .notice(again, Notice.BEGIN_AGAIN, Whereabouts.zone(look.sight(), Optional.empty())))
                : Optional.<String>empty();
        var view = stateViews(look)
                .end(
                        notice,
                        look.addresses().step(forms.seal(again)),
                        look.addresses().step(forms.seal(again.at(Step.LEFT))));
        return new PayPage.End(
                name(look.sight().page()), view.title(), look.sight().httpStatus(), Optional.empty(), view);
    }

    private StepViews.Sealed sealed(PayForm form) {
        var before = form.step() == Step.CHECK ? Step.HOW : Step.WHAT;
        return new StepViews.Sealed(forms.seal(form), forms.seal(form.at(Step.LEFT)), forms.seal(form.at(before)));
    }

    private Sayings sayings(Look look) {
        return new Sayings(look.texts(), hints);
    }

    private StepViews stepViews(Look look) {
        return new StepViews(look.texts(), sayings(look), look.sight(), look.addresses());
    }

    private StateViews stateViews(Look look) {
        return new StateViews(look.texts(), sayings(look), hints, look.sight(), look.addresses());
    }

    private static String name(PageKind page) {
        return page.name().toLowerCase(Locale.ROOT);
    }
}
