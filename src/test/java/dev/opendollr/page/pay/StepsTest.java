package dev.opendollr.page.pay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.Currencies;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.gateway.CardChoice;
import dev.opendollr.link.Link;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is typed, and the form that comes next.
class StepsTest {
    private static final Link LINK = new Link(Link.Page.PAY, new MerchantId(1), SourceKind.ORDER, new SourceId(2));
    private static final UUID FIRST = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final String VISA = "pm_card_visa";

    private static final List<Offer> ALL = List.of(
            offer(PaymentMethod.MTN_MOMO_LBR, "LRD 950.00"),
            offer(PaymentMethod.MTN_MOMO_LBR, "USD 5.10"),
            offer(PaymentMethod.ORANGE_MONEY_LBR, "USD 5.20"),
            offer(PaymentMethod.MTN_MOMO_RWA, "RWF 7300"),
            offer(PaymentMethod.AIRTEL_RWA, "RWF 7400"),
            offer(PaymentMethod.CREDIT_CARD, "USD 5.30"));

    private final Offers offers = offers(Set.of(), List.of(new CardChoice(VISA, "Visa")));
    private final PayForm first = PayForm.first(LINK, 0, FIRST);

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
        LR, USD, HOW,  ''
        LR, LRD, HOW,  ''
        RW, RWF, HOW,  ''
        RW, USD, HOW,  ''
        LR, RWF, WHAT, NO_METHOD
        RW, LRD, WHAT, NO_METHOD
        '', USD, WHAT, COUNTRY_MISSING
        GH, USD, WHAT, COUNTRY_MISSING
        lr, USD, WHAT, COUNTRY_MISSING
        LR, '',  WHAT, CURRENCY_MISSING
        LR, EUR, WHAT, CURRENCY_MISSING
        """)
    void country_and_currency_lead_to_the_ways_that_they_have(
            String country, String currency, Step step, String notice) {
        var next = steps(offers).what(first, typed(country, currency, "", "", ""));
        assertThat(next.step()).isEqualTo(step);
        assertThat(next.notice().map(Notice::name)).isEqualTo(given(notice));
    }

    @Test
    void without_cards_by_name_a_card_is_no_way() {
        var none = offers(Set.of(), List.of());
        assertThat(steps(none).what(first, typed("RW", "USD", "", "", "")).notice())
                .contains(Notice.NO_METHOD);
    }

    /// The stand-in for the numbering plans knows Liberian numbers that begin with 77 and 88, and Rwandan ones.
    @ParameterizedTest(name = "{0} {1}: {2}, {3}")
    @CsvSource(textBlock = """
        LR, USD, 77 123 4789,  '',                CHECK, MTN_MOMO_LBR,     ''
        LR, USD, 88 123 4789,  '',                CHECK, ORANGE_MONEY_LBR, ''
        LR, USD, 77 123 4789,  ORANGE_MONEY_LBR, CHECK, ORANGE_MONEY_LBR, ''
        LR, USD, 55 123 4789,  '',                HOW,   '',                OPERATOR_MISSING
        LR, USD, 55 123 4789,  MTN_MOMO_LBR,     CHECK, MTN_MOMO_LBR,     ''
        LR, LRD, 88 123 4789,  '',                HOW,   '',                OPERATOR_MISSING
        LR, USD, 77 123 4789,  AIRTEL_RWA,       CHECK, MTN_MOMO_LBR,     ''
        LR, USD, 77 123 4789,  CREDIT_CARD,      CHECK, MTN_MOMO_LBR,     ''
        LR, USD, 12,           '',                HOW,   '',                NUMBER_WRONG
        LR, USD, 12,           MTN_MOMO_LBR,     HOW,   MTN_MOMO_LBR,     NUMBER_WRONG
        LR, USD, '',            MTN_MOMO_LBR,     HOW,   MTN_MOMO_LBR,     NUMBER_MISSING
        RW, RWF, 0788 123 456, '',                CHECK, MTN_MOMO_RWA,     ''
        """)
    void a_number_tells_its_operator_but_the_payer_decides(
            String country, String currency, String number, String operator, Step step, String method, String notice) {
        var next = steps(offers).how(at(country, currency), typed("", "", number, operator, ""), SECOND);
        assertThat(next.step()).isEqualTo(step);
        assertThat(next.method().map(PaymentMethod::name)).isEqualTo(given(method));
        assertThat(next.notice().map(Notice::name)).isEqualTo(given(notice));
        assertThat(next.typed()).isEqualTo(number);
    }

    /// The page shows the operator of the first number as chosen.
    @ParameterizedTest(name = "{0}, then {1} and {2}")
    @CsvSource(textBlock = """
        77 123 4789, 88 123 4789,   MTN_MOMO_LBR,     CHECK, ORANGE_MONEY_LBR, ''
        77 123 4789, 88 123 4789,   '',               CHECK, ORANGE_MONEY_LBR, ''
        77 123 4789, 77 123 4780,   MTN_MOMO_LBR,     CHECK, MTN_MOMO_LBR,     ''
        77 123 4789, 77 123 4780,   ORANGE_MONEY_LBR, CHECK, ORANGE_MONEY_LBR, ''
        77 123 4789, 77 123 4789,   ORANGE_MONEY_LBR, CHECK, ORANGE_MONEY_LBR, ''
        88 123 4789, 88 123 4789,   MTN_MOMO_LBR,     CHECK, MTN_MOMO_LBR,     ''
        77 123 4789, 55 123 4789,   MTN_MOMO_LBR,     HOW,   '',               OPERATOR_MISSING
        77 123 4789, 55 123 4789,   ORANGE_MONEY_LBR, CHECK, ORANGE_MONEY_LBR, ''
        77 123 4789, 12,            MTN_MOMO_LBR,     HOW,   '',               NUMBER_WRONG
        77 123 4789, '',            MTN_MOMO_LBR,     HOW,   '',               NUMBER_MISSING
        12,          88 123 4789,   MTN_MOMO_LBR,     CHECK, MTN_MOMO_LBR,     ''
        """)
    void an_operator_that_stands_there_from_another_number_is_no_choice_for_this_one(
            String before, String number, String operator, Step step, String method, String notice) {
        var earlier = steps(offers).how(at("LR", "USD"), typed("", "", before, operatorOfRow(before), ""), SECOND);
        for (var kept : List.of(earlier.at(Step.HOW), earlier.again(1, FIRST))) {
            var next = steps(offers).how(kept, typed("", "", number, operator, ""), SECOND);
            assertThat(next.step()).isEqualTo(step);
            assertThat(next.method().map(PaymentMethod::name)).isEqualTo(given(method));
            assertThat(next.notice().map(Notice::name)).isEqualTo(given(notice));
        }
    }

    /// Nobody can tell the operator of a wrong number, so the payer has chosen one.
    private static String operatorOfRow(String number) {
        return number.equals("12") ? "MTN_MOMO_LBR" : "";
    }

    @Test
    void a_ported_number_keeps_the_operator_that_was_chosen_for_it() {
        var ported = steps(offers).how(at("LR", "USD"), typed("", "", "771234789", "ORANGE_MONEY_LBR", ""), SECOND);
        var again = steps(offers)
                .how(ported.again(1, FIRST), typed("", "", "077 123 47 89", "ORANGE_MONEY_LBR", ""), SECOND);
        assertThat(again.method()).contains(PaymentMethod.ORANGE_MONEY_LBR);
    }

    @Test
    void what_is_checked_is_the_price_of_that_method_in_that_currency() {
        var next = steps(offers).how(at("LR", "LRD"), typed("", "", "0771234789", "", ""), SECOND);
        assertThat(next.shown()).contains(Money.parse("LRD 950.00"));
        assertThat(next.account()).isEqualTo("231771234789");
    }

    /// So that two forms with one reference always ask for the same.
    @Test
    void each_choice_of_a_way_has_a_reference_of_its_own() {
        var next = steps(offers).how(at("LR", "USD"), typed("", "", "771234789", "", ""), SECOND);
        assertThat(next.reference()).isEqualTo(SECOND);
        assertThat(next.attempts()).isZero();
    }

    @Test
    void an_operator_that_is_out_of_order_takes_no_payment() {
        var closed = offers(Set.of(PaymentMethod.MTN_MOMO_LBR, PaymentMethod.CREDIT_CARD), offers.cards());
        var byPhone = steps(closed).how(at("LR", "USD"), typed("", "", "771234789", "", ""), SECOND);
        assertThat(byPhone.step()).isEqualTo(Step.HOW);
        assertThat(byPhone.notice()).contains(Notice.OPERATOR_CLOSED);
        assertThat(byPhone.typed()).isEqualTo("771234789");
        var byCard = steps(closed).how(at("LR", "USD"), typed("", "", "", "", VISA), SECOND);
        assertThat(byCard.notice()).contains(Notice.OPERATOR_CLOSED);
    }

    @Test
    void a_card_is_chosen_by_name_only() {
        var chosen = steps(offers).how(at("RW", "USD"), typed("", "", "", "", VISA), SECOND);
        assertThat(chosen.step()).isEqualTo(Step.CHECK);
        assertThat(chosen.account()).isEqualTo(VISA);
        assertThat(chosen.shown()).contains(Money.parse("USD 5.30"));
        var other = steps(offers).how(at("RW", "USD"), typed("", "", "", "", "pm_card_amex"), SECOND);
        assertThat(other.notice()).contains(Notice.CARD_MISSING);
    }

    @Test
    void a_form_without_a_country_begins_again() {
        var next = steps(offers).how(first.at(Step.HOW), typed("", "", "771234789", "", ""), SECOND);
        assertThat(next.step()).isEqualTo(Step.WHAT);
        assertThat(next.notice()).contains(Notice.BEGIN_AGAIN);
    }

    @Test
    void a_number_of_endless_length_is_not_kept() {
        var next = steps(offers).how(at("LR", "USD"), typed("", "", "7".repeat(1000), "", ""), SECOND);
        assertThat(next.notice()).contains(Notice.NUMBER_WRONG);
        assertThat(next.typed()).isEmpty();
    }

    @Test
    void another_payment_has_another_reference_and_the_same_fields() {
        var sent = steps(offers)
                .how(at("LR", "USD"), typed("", "", "771234789", "", ""), SECOND)
                .at(Step.SENT);
        var again = sent.again(1, FIRST);
        assertThat(again.step()).isEqualTo(Step.HOW);
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.reference()).isEqualTo(FIRST);
        assertThat(again.typed()).isEqualTo("771234789");
        assertThat(again.method()).contains(PaymentMethod.MTN_MOMO_LBR);
        assertThat(again.shown()).isEmpty();
    }

    @Test
    void a_form_prints_no_number() {
        var form = steps(offers).how(at("LR", "USD"), typed("", "", "771234789", "", ""), SECOND);
        assertThat(form.toString()).doesNotContain("77123");
        assertThat(typed("", "", "771234789", "", "").toString()).doesNotContain("77123");
    }

    private PayForm at(String country, String currency) {
        return first.choosing(Country.valueOf(country), CurrencyUnit.of(currency));
    }

    private static Steps steps(Offers offers) {
        return new Steps(offers, StepsTest::operatorOf);
    }

    private static Optional<PaymentMethod> operatorOf(String phone) {
        if (phone.startsWith("23177")) {
            return Optional.of(PaymentMethod.MTN_MOMO_LBR);
        }
        if (phone.startsWith("23188")) {
            return Optional.of(PaymentMethod.ORANGE_MONEY_LBR);
        }
        return phone.startsWith("250") ? Optional.of(PaymentMethod.MTN_MOMO_RWA) : Optional.empty();
    }

    private static Offers offers(Set<PaymentMethod> outOfOrder, List<CardChoice> cards) {
        return new Offers(ALL, outOfOrder, cards);
    }

    private static Offer offer(PaymentMethod method, String total) {
        assertThat(Currencies.OFFERED).contains(Money.parse(total).getCurrencyUnit());
        return new Offer(method, Money.parse(total));
    }

    private static Typed typed(String country, String currency, String number, String operator, String card) {
        return new Typed(given(country), given(currency), given(number), given(operator), given(card));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(typed -> !typed.isEmpty());
    }
}
