package dev.opendollr.page.pay;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.execution.Standing.Return;
import dev.opendollr.gateway.Hint;
import dev.opendollr.gateway.Hints;
import dev.opendollr.gateway.RefusalKind;
import dev.opendollr.page.MoneySentence;
import dev.opendollr.page.PageKind;
import dev.opendollr.page.Sight;
import dev.opendollr.page.text.Shown;
import dev.opendollr.page.text.Texts;
import dev.opendollr.source.Source;
import java.time.ZoneId;
import java.util.List;

/// The texts of the pay page that depend on a value.
final class Sayings {
    private final Texts texts;
    private final Shown shown;
    private final Hints hints;

    Sayings(Texts texts, Hints hints) {
        this.texts = texts;
        this.shown = texts.shown();
        this.hints = hints;
    }

    String document(Source source) {
        return switch (source.kind()) {
            case ORDER -> texts.say("pay.document.order", source.number());
            case INVOICE -> texts.say("pay.document.invoice", source.number());
        };
    }

    String fees(Source source) {
        return switch (source.feeBearer()) {
            case PAYER -> texts.say("pay.fees.payer");
            case PAYEE -> texts.say("pay.fees.payee");
        };
    }

    String country(Country country) {
        return switch (country) {
            case LR -> texts.say("pay.country.liberia");
            case RW -> texts.say("pay.country.rwanda");
        };
    }

    String method(PaymentMethod method) {
        return hints.of(method).map(Hint::name).orElseGet(() -> texts.say("pay.method.card"));
    }

    /// The phone without most of its digits, or the name of the card.
    String account(PaymentMethod method, String account) {
        return switch (method.kind()) {
            case MOBILE_MONEY -> shown.masked(account);
            case CARD, WALLET ->
                hints.cards().stream()
                        .filter(card -> card.token().equals(account))
                        .map(card -> card.name())
                        .findFirst()
                        .orElseGet(() -> texts.say("pay.method.card"));
        };
    }

    /// `zone` is where the payer reads the end of a limit.
    String notice(PayForm form, Notice notice, ZoneId zone) {
        return switch (notice) {
            case COUNTRY_MISSING -> texts.say("pay.notice.country_missing");
            case CURRENCY_MISSING -> texts.say("pay.notice.currency_missing");
            case NO_METHOD -> texts.say("pay.notice.no_method");
            case NUMBER_MISSING -> texts.say("pay.notice.number_missing");
            case NUMBER_WRONG ->
                texts.say(
                        "pay.notice.number_wrong",
                        form.country().map(this::country).orElse(""));
            case OPERATOR_MISSING -> texts.say("pay.notice.operator_missing");
            case OPERATOR_CLOSED ->
                texts.say(
                        "pay.notice.operator_closed",
                        form.method().map(this::method).orElse(""));
            case CARD_MISSING -> texts.say("pay.notice.card_missing");
            case PRICE_CHANGED -> texts.say("pay.notice.price_changed");
            case PRICE_OLD -> texts.say("pay.notice.price_old");
            case NOT_BEGUN -> texts.say("pay.notice.not_begun");
            case BEGIN_AGAIN -> texts.say("pay.notice.begin_again");
            case PHONE_LIMIT -> texts.say("pay.notice.phone_limit", until(form, zone));
            case LINK_LIMIT -> texts.say("pay.notice.link_limit", until(form, zone));
            case CARD_LIMIT -> texts.say("pay.notice.card_limit", until(form, zone));
        };
    }

    private String until(PayForm form, ZoneId zone) {
        return form.until().map(end -> shown.moment(end, zone)).orElse("");
    }

    /// Why a payment was refused, and what helps.
    String refusal(RefusalKind kind) {
        return switch (kind) {
            case LIMIT -> texts.say("pay.refused.limit");
            case BALANCE -> texts.say("pay.refused.balance");
            case NOT_APPROVED -> texts.say("pay.refused.not_approved");
            case NO_SUCH_ACCOUNT -> texts.say("pay.refused.no_such_account");
            case OPERATOR_AWAY -> texts.say("pay.refused.operator_away");
            case CARD -> texts.say("pay.refused.card");
            case GAVE_UP -> texts.say("pay.refused.gave_up");
            case OTHER -> texts.say("pay.refused.other");
        };
    }

    List<String> money(Sight sight, ZoneId zone) {
        return sight.money().stream()
                .flatMap(sentence -> money(sentence, sight, zone).stream())
                .distinct()
                .toList();
    }

    private List<String> money(MoneySentence sentence, Sight sight, ZoneId zone) {
        return switch (sentence) {
            case NONE_TAKEN -> List.of(texts.say("pay.money.none_taken"));
            case NOT_KNOWN -> List.of(texts.say("pay.money.unsaid"));
            case TAKEN -> List.of(texts.say("pay.money.taken"));
            case GOES_BACK, WENT_BACK ->
                sight.standing().returns().stream()
                        .map(back -> returned(back, zone))
                        .toList();
        };
    }

    private String returned(Return back, ZoneId zone) {
        var amount = shown.amount(back.amount());
        var came = shown.moment(back.cameAt(), zone);
        var number = Long.toString(back.id().value());
        return back.wentAt()
                .map(went -> texts.say("pay.money.went_back", amount, came, shown.moment(went, zone), number))
                .orElseGet(() -> texts.say("pay.money.goes_back", amount, came, number));
    }

    String title(PageKind page) {
        return switch (page) {
            case PAY -> texts.say("pay.title.what");
            case REFUSED -> texts.say("pay.title.refused");
            case NOT_COME -> texts.say("pay.title.not_come");
            case CAME_LATE -> texts.say("pay.title.came_late");
            case EXPIRED -> texts.say("pay.title.expired");
            case APPROVE -> texts.say("pay.title.approve");
            case CHALLENGE -> texts.say("pay.title.challenge");
            case UNKNOWN -> texts.say("pay.title.unknown");
            case CANCELING -> texts.say("pay.title.canceling");
            case PAID -> texts.say("pay.title.paid");
            case CANCELED -> texts.say("pay.title.canceled");
            case CANCELED_BACK -> texts.say("pay.title.canceled_back");
            case NOT_READY -> texts.say("pay.title.not_ready");
            case CLOSED -> texts.say("pay.title.closed");
            case PAUSED -> texts.say("pay.title.paused");
            case RECEIPT, NO_RECEIPT, LINK_UNKNOWN -> throw new IllegalArgumentException(page + " is no pay page");
        };
    }
}
