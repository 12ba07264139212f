package dev.opendollr.page.pay;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.link.Link;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What a payer has chosen so far on the page of `link`, and where the payer stands.
///
/// `attempts` is how many attempts the source had when the form was made: a form of an earlier attempt begins
/// nothing. `reference` is the reference of the payment that the form can begin, so that a form that is sent twice
/// pays once. `typed` is the phone number as the payer wrote it. `account` is the phone in full digits or the token
/// of a card, and `shown` the amount that the payer saw. `until` is when a limit ends.
public record PayForm(
        Link link,
        Step step,
        int attempts,
        UUID reference,
        Optional<Country> country,
        Optional<CurrencyUnit> currency,
        Optional<PaymentMethod> method,
        String typed,
        String account,
        Optional<Money> shown,
        Optional<Notice> notice,
        Optional<Instant> until) {
    /// A form on which nothing is chosen yet.
    public static PayForm first(Link link, int attempts, UUID reference) {
        return new PayForm(
                link,
                Step.WHAT,
                attempts,
                reference,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same choices at another step, without a notice.
    public PayForm at(Step next) {
        return copy(next, attempts, reference, shown, Optional.empty(), Optional.empty());
    }

    /// The same step once more, with the reason for it.
    public PayForm with(Notice why) {
        return copy(step, attempts, reference, shown, Optional.of(why), Optional.empty());
    }

    /// With the amount that the payer is shown now.
    public PayForm showing(Money amount) {
        return copy(step, attempts, reference, Optional.of(amount), notice, until);
    }

    /// The payer has to wait, or to choose another way.
    public PayForm paused(Notice limit, Instant end) {
        return copy(Step.PAUSED, attempts, reference, shown, Optional.of(limit), Optional.of(end));
    }

    /// The same choices for another payment, after the source had `count` attempts.
    public PayForm again(int count, UUID other) {
        return copy(Step.HOW, count, other, Optional.empty(), Optional.empty(), Optional.empty());
    }

    PayForm choosing(Country where, CurrencyUnit inCurrency) {
        return new PayForm(
                link,
                Step.HOW,
                attempts,
                reference,
                Optional.of(where),
                Optional.of(inCurrency),
                method,
                typed,
                account,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same form, from which nobody can read the phone number.
    PayForm withoutNumber() {
        return new PayForm(
                link, step, attempts, reference, country, currency, method, "", account, shown, notice, until);
    }

    /// A payment has its own reference as soon as it is known how it is paid.
    PayForm paying(PaymentMethod how, String written, String from, Optional<Money> amount, UUID itsReference) {
        return new PayForm(
                link,
                Step.CHECK,
                attempts,
                itsReference,
                country,
                currency,
                Optional.of(how),
                written,
                from,
                amount,
                Optional.empty(),
                Optional.empty());
    }

    /// The same step with what was typed and chosen there, and the reason why it is shown again.
    PayForm refusing(Notice why, Optional<PaymentMethod> chosen, String written) {
        return new PayForm(
                link,
                step,
                attempts,
                reference,
                country,
                currency,
                chosen,
                written,
                "",
                Optional.empty(),
                Optional.of(why),
                Optional.empty());
    }

    private PayForm copy(
            Step next,
            int count,
            UUID itsReference,
            Optional<Money> amount,
            Optional<Notice> why,
            Optional<Instant> end) {
        return new PayForm(
                link, next, count, itsReference, country, currency, method, typed, account, amount, why, end);
    }

    /// Without phone and card.
    @Override
    public String toString() {
        return "PayForm[" + step + ", account=***]";
    }
}
