package dev.opendollr.page.pay;

import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.execution.Execution;
import dev.opendollr.execution.Standing.Newest;
import dev.opendollr.gateway.Hint;
import dev.opendollr.gateway.Hints;
import dev.opendollr.page.MoneySentence;
import dev.opendollr.page.PageKind;
import dev.opendollr.page.ShopAddress;
import dev.opendollr.page.Sight;
import dev.opendollr.page.Way;
import dev.opendollr.page.text.Shown;
import dev.opendollr.page.text.Texts;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the views of a payment that is under way or has ended.
final class StateViews {
    private final Texts texts;
    private final Shown shown;
    private final Sayings sayings;
    private final Hints hints;
    private final Sight sight;
    private final Addresses addresses;
    private final ZoneId zone;

    StateViews(Texts texts, Sayings sayings, Hints hints, Sight sight, Addresses addresses) {
        this.texts = texts;
        this.shown = texts.shown();
        this.sayings = sayings;
        this.hints = hints;
        this.sight = sight;
        this.addresses = addresses;
        this.zone = Whereabouts.zone(sight, Optional.empty());
    }

    /// `state` is the address of this page with the form that it was asked for with, if any.
    WaitView waiting(String state) {
        var newest = sight.standing().newest();
        var elapsed = sight.elapsed().orElse(Duration.ZERO);
        var phone = newest.filter(StateViews::isByPhone);
        return new WaitView(
                title(),
                texts(),
                sayings.money(sight, zone),
                shown.name(sight.merchantName()),
                amount(newest),
                newest.flatMap(this::account),
                phone.flatMap(this::hint)
                        .filter(hint -> !hint.isIllustrative())
                        .map(hint -> shown.name(hint.promptName())),
                elapsed.toSeconds(),
                clock(elapsed),
                bank(state),
                phone.flatMap(found -> help(found, elapsed)),
                phone.filter(_ -> sight.may(Way.WRONG_NUMBER)).flatMap(this::account),
                elapsed.toSeconds() >= WaitView.LONG_SECONDS,
                mayClose(phone),
                quoted(newest),
                Seen.of(sight).text(),
                state);
    }

    /// A card may still have to be approved on this page, and a payment that the merchant has canceled has no receipt.
    private boolean mayClose(Optional<Newest> phone) {
        return sight.page() == PageKind.UNKNOWN || (sight.page() == PageKind.APPROVE && phone.isPresent());
    }

    /// `again` is the address of the step at which another payment begins, `left` that of the page after giving up.
    EndView end(Optional<String> notice, String again, String left) {
        var ways = ways(again, left);
        var paid = sight.standing().newest().filter(_ -> sight.page() == PageKind.PAID);
        var refused = sight.standing().newest().filter(_ -> sight.page() == PageKind.REFUSED);
        return new EndView(
                notice,
                tone(),
                sayings.title(sight.page()),
                texts(),
                sayings.money(sight, zone),
                shown.name(sight.merchantName()),
                Optional.of(sayings.document(sight.source())).filter(_ -> sight.page() != PageKind.CLOSED),
                amount(paid.or(() -> refused)),
                refused.flatMap(this::account),
                paid.map(_ -> quoted(paid)),
                ways.stream().findFirst(),
                ways.stream().skip(1).toList());
    }

    /// After giving up. `back` is the address of the step that the payer left.
    EndView left(String back) {
        List<EndView.WayOn> ways = new ArrayList<>();
        sight.afterGivingUp().ifPresent(shop -> ways.add(shop(shop, hasNothingToRead())));
        ways.add(new EndView.WayOn(texts.say("pay.way.pay_after_all"), back, false));
        return other("notice wait", texts.say("pay.title.left"), List.of(texts.say("pay.left.text")), ways);
    }

    /// Who has to read of money that was or may be taken is not led away from it.
    private boolean hasNothingToRead() {
        return Set.of(MoneySentence.NONE_TAKEN).containsAll(sight.money());
    }

    /// A limit is reached. `back` is the address of the step with another number or way.
    EndView paused(String why, String back) {
        var way = new EndView.WayOn(texts.say("pay.way.other"), back, false);
        return other("notice bad", sayings.title(PageKind.PAUSED), List.of(why), List.of(way));
    }

    private EndView other(String tone, String title, List<String> said, List<EndView.WayOn> ways) {
        return new EndView(
                Optional.empty(),
                tone,
                title,
                said,
                sayings.money(sight, zone),
                shown.name(sight.merchantName()),
                Optional.of(sayings.document(sight.source())),
                amount(Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                ways.stream().findFirst(),
                ways.stream().skip(1).toList());
    }

    /// The main way first.
    private List<EndView.WayOn> ways(String again, String left) {
        List<EndView.WayOn> ways = new ArrayList<>();
        if (sight.may(Way.PAY_AGAIN)) {
            ways.add(new EndView.WayOn(texts.say("pay.way.again"), again, false));
        }
        if (sight.may(Way.SHOP)) {
            // Who has to read of money that goes back is not led away from it.
            boolean leaves =
                    sight.page() == PageKind.PAID && sight.standing().returns().isEmpty();
            sight.shop().ifPresent(address -> ways.add(shop(address, leaves)));
        }
        if (sight.may(Way.RECEIPT)) {
            ways.add(new EndView.WayOn(texts.say("pay.way.receipt"), addresses.paid(), false));
        }
        if (sight.may(Way.GIVE_UP)) {
            ways.add(new EndView.WayOn(texts.say("pay.way.give_up"), left, false));
        }
        return ways;
    }

    private EndView.WayOn shop(ShopAddress shop, boolean leaves) {
        return new EndView.WayOn(texts.say("pay.way.shop"), shop.text(), leaves);
    }

    String title() {
        boolean isByCard =
                sight.standing().newest().filter(newest -> !isByPhone(newest)).isPresent();
        return sight.page() == PageKind.APPROVE && isByCard ? texts.say("pay.title.card") : sayings.title(sight.page());
    }

    private List<String> texts() {
        return switch (sight.page()) {
            case PAY, RECEIPT, NO_RECEIPT, LINK_UNKNOWN, PAUSED -> List.of();
            case REFUSED -> List.of(refusal());
            case NOT_COME -> List.of(texts.say("pay.not_come.text"));
            case CAME_LATE -> List.of(texts.say("pay.came_late.text"));
            case EXPIRED -> List.of(texts.say("pay.expired.text"));
            case APPROVE -> approve();
            case CHALLENGE -> List.of(texts.say("pay.challenge.text"));
            case UNKNOWN -> List.of(texts.say("pay.unknown.text"), texts.say("pay.unknown.not_again"));
            case CANCELING -> List.of(texts.say("pay.canceling.text"));
            case PAID -> List.of(texts.say("pay.paid.text"));
            case CANCELED -> List.of(texts.say("pay.canceled.text"));
            case CANCELED_BACK -> List.of(texts.say("pay.canceled_back.text"));
            case NOT_READY -> List.of(texts.say("pay.not_ready.text"));
            case CLOSED -> List.of(texts.say("pay.closed.text"));
        };
    }

    private List<String> approve() {
        return sight.standing().newest().filter(StateViews::isByPhone).isPresent()
                ? List.of(texts.say("pay.approve.phone"))
                : List.of(texts.say("pay.approve.card"));
    }

    private String refusal() {
        return sight.standing()
                .newest()
                .map(Newest::execution)
                .map(ended -> hints.kind(ended.method(), ended.declineCode().orElse("")))
                .map(sayings::refusal)
                .orElse("");
    }

    private String tone() {
        return switch (sight.page()) {
            case PAID -> "notice good";
            case REFUSED, EXPIRED, CANCELED, CLOSED, PAUSED, NOT_READY -> "notice bad";
            case PAY,
                    NOT_COME,
                    CAME_LATE,
                    APPROVE,
                    CHALLENGE,
                    UNKNOWN,
                    CANCELING,
                    CANCELED_BACK,
                    RECEIPT,
                    NO_RECEIPT,
                    LINK_UNKNOWN -> "notice wait";
        };
    }

    /// What the newest attempt takes, or else what the source asks for.
    private String amount(Optional<Newest> newest) {
        return shown.amount(newest.map(found -> found.execution().quote().payerAmount())
                .orElse(sight.source().totalAmount()));
    }

    private Optional<String> account(Newest newest) {
        return newest.account()
                .map(account -> sayings.account(newest.execution().method(), account));
    }

    private static boolean isByPhone(Newest newest) {
        return newest.execution().method().kind() == PaymentMethod.Kind.MOBILE_MONEY;
    }

    private Optional<Hint> hint(Newest newest) {
        return hints.of(newest.execution().method());
    }

    private Optional<String> bank(String state) {
        return sight.standing()
                .newest()
                .filter(_ -> sight.may(Way.BANK))
                .flatMap(newest -> newest.execution().answer().clientSecret())
                .flatMap(secret -> hints.challenge(secret, addresses.afterBank(state)));
    }

    private Optional<WaitView.Help> help(Newest newest, Duration elapsed) {
        return hint(newest)
                .filter(_ -> sight.may(Way.DIAL))
                .map(hint -> new WaitView.Help(
                        elapsed.toSeconds() >= WaitView.HELP_SECONDS,
                        hint.isIllustrative(),
                        hint.channels().stream().map(this::channel).toList()));
    }

    private WaitView.Channel channel(Hint.Channel channel) {
        return new WaitView.Channel(
                channel.dialCode(),
                channel.dialAddress(),
                channel.steps(texts.language().code()));
    }

    /// What a payer quotes when asking about the payment: it can be read out, unlike a UUID.
    private String quoted(Optional<Newest> newest) {
        var number = sight.source().number();
        return newest.map(Newest::execution)
                .map(Execution::id)
                .map(id -> number + " / " + id.value())
                .orElse(number);
    }

    /// Minutes and seconds, and the hours if there are any, as the script shows them.
    private static String clock(Duration elapsed) {
        return elapsed.toHours() == 0
                ? "%d:%02d".formatted(elapsed.toMinutes(), elapsed.toSecondsPart())
                : "%d:%02d:%02d".formatted(elapsed.toHours(), elapsed.toMinutesPart(), elapsed.toSecondsPart());
    }
}
