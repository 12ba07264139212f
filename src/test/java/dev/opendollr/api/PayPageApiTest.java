package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Bills;
import dev.opendollr.testing.Bills.Bill;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.PlainBrowser;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestServer;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A payer goes through the page behind a link with a browser without JavaScript.
class PayPageApiTest {
    private static final String COMPLETES = "77 123 4789";
    private static final String NO_MONEY = "77 123 4049";
    private static final String NOT_APPROVED = "77 123 4039";
    private static final String STAYS_IN_FLIGHT = "77 123 4129";
    private static final String VISA = "pm_card_visa";
    private static final String CARD_DECLINED = "pm_card_chargeDeclined";
    private static final String CARD_ASKED = "pm_card_threeDSecure2Required";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Bills bills = Bills.of(SERVER);

    @Test
    void mobile_money_is_paid_in_three_steps() {
        var bill = bills.open();
        var payer = bills.visit(bill);
        assertThat(payer.kind()).isEqualTo("pay");
        assertThat(payer.step()).isEqualTo(1);
        assertThat(payer.text()).contains("Shop", bill.number(), "Rice", "USD 5.00");
        assertThat(payer.html()).contains("Test page: no real money");

        payer.send("country", "LR", "currency", "USD");
        assertThat(payer.step()).isEqualTo(2);
        assertThat(payer.html()).contains("+231").doesNotContain("checked");
        assertThat(payer.text()).contains("MTN", "Orange");

        payer.send("number", "0" + COMPLETES);
        assertThat(payer.step()).isEqualTo(3);
        assertThat(payer.text()).contains("Orange Money", "••• 789", "Fee of this service");
        assertThat(payer.html()).doesNotContain("1234789").containsPattern("<button[^>]*>Pay USD [0-9.]+</button>");
        assertThat(bills.attempts(bill)).isZero();

        payer.send();
        assertThat(payer.kind()).isEqualTo("paid");
        assertThat(payer.page().status()).isEqualTo(200);
        assertThat(payer.hrefOf("Back to the merchant"))
                .isEqualTo("https://shop.example/thanks?cart=1&source_id=" + bill.order()
                        + "&source_type=ORDER&source_number=" + bill.number() + "#done");
        assertThat(bills.status(bill)).isEqualTo("PAID");
        assertThat(payer.text()).contains("name " + bill.number() + " / ");
        assertThat(payer.follow("Receipt").kind()).isEqualTo("receipt");
    }

    @Test
    void the_price_is_told_once_if_nothing_is_exchanged() {
        assertThat(check(bills.open(), COMPLETES).html()).doesNotContain("<dt>Amount</dt>", "<dt>Rate</dt>");
        var exchanging = bills.visit(bills.open()).send("country", "LR", "currency", "LRD");
        assertThat(exchanging.send("number", COMPLETES).html()).contains("<dt>Amount</dt>", "<dt>Rate</dt>");
    }

    @Test
    void what_the_merchant_notes_has_a_heading() {
        assertThat(bills.visit(bills.plain()).text()).containsSubsequence("Note from the merchant", "Fresh");
        assertThat(bills.visit(bills.open()).text()).doesNotContain("Note from the merchant");
    }

    @Test
    void the_history_names_the_payer() {
        var bill = bills.open();
        check(bill, COMPLETES).send();
        var actors = SERVER.database()
                .asOwner()
                .withHandle(handle -> handle.createQuery(
                                "select actor from source_event where source_id = :source and type = 'PAYMENT_STARTED'")
                        .bind("source", bill.order())
                        .mapTo(String.class)
                        .list());
        assertThat(actors).containsExactly("payer");
    }

    @Test
    void a_card_is_paid_by_its_name() {
        var bill = bills.open();
        var payer = how(bill).send("card", VISA);
        assertThat(payer.step()).isEqualTo(3);
        payer.send();
        assertThat(payer.kind()).isEqualTo("paid");
        assertThat(bills.status(bill)).isEqualTo("PAID");
    }

    @Test
    void a_bank_that_asks_is_a_link_away() {
        var bill = bills.open();
        var payer = how(bill).send("card", CARD_ASKED).send();
        assertThat(payer.kind()).isEqualTo("challenge");
        var bank = payer.hrefOf("Go to your bank’s page");
        assertThat(bank).contains("/sandbox/challenge/", "pay");
        assertThat(payer.text()).doesNotContain("Wrong number?", "Or dial");
    }

    @ParameterizedTest
    @CsvSource({"same-origin, true", "none, false", "cross-site, false"})
    void an_address_that_was_sent_on_does_not_tell_the_number(String site, boolean isTold) {
        var how = check(bills.open(), NO_MONEY).follow("Change number, operator or card");
        assertThat(how.step()).isEqualTo(2);
        var page = SERVER.stranger()
                .with("Sec-Fetch-Site", site)
                .get(how.address())
                .expect(200)
                .body();
        assertThat(page.contains(NO_MONEY)).isEqualTo(isTold);
    }

    @Test
    void after_a_refusal_the_fields_are_kept_for_this_browser_only() {
        var bill = bills.open();
        var payer = check(bill, NO_MONEY);
        var total = total(payer);
        assertThat(total).isNotEqualTo("USD 5.00");
        payer.send();
        assertThat(payer.kind()).isEqualTo("refused");
        assertThat(payer.text()).contains("not enough money", "No money was taken.", "••• 049", total);
        assertThat(bills.visit(bill).html()).doesNotContain(NO_MONEY, "1234049");

        payer.follow("Try again");
        assertThat(payer.step()).isEqualTo(2);
        assertThat(payer.html())
                .contains("value=\"" + NO_MONEY + "\"")
                .containsPattern("value=\"ORANGE_MONEY_LBR\" checked");
        payer.send("number", COMPLETES, "operator", "ORANGE_MONEY_LBR").send();
        assertThat(payer.kind()).isEqualTo("paid");
        assertThat(bills.attempts(bill)).isEqualTo(2);
    }

    @Test
    void who_has_nothing_kept_tries_again_from_the_first_step() {
        var bill = bills.open();
        check(bill, NOT_APPROVED).send();
        var other = bills.visit(bill);
        assertThat(other.kind()).isEqualTo("refused");
        assertThat(other.text()).contains("not approved");
        assertThat(other.follow("Try again").step()).isEqualTo(1);
    }

    @Test
    void a_declined_card_can_be_followed_by_mobile_money() {
        var bill = bills.open();
        var payer = how(bill).send("card", CARD_DECLINED).send();
        assertThat(payer.kind()).isEqualTo("refused");
        assertThat(payer.text()).contains("did not accept this card");
        payer.follow("Try again").send("number", COMPLETES).send();
        assertThat(payer.kind()).isEqualTo("paid");
    }

    @Test
    void a_form_that_is_sent_twice_pays_once() {
        var bill = bills.open();
        var payer = check(bill, STAYS_IN_FLIGHT);
        var form = payer.form();
        payer.post(form).expect(303);
        payer.post(form).expect(303);
        assertThat(bills.attempts(bill)).isEqualTo(1);
        assertThat(bills.visit(bill).kind()).isEqualTo("approve");
    }

    @Test
    void a_form_that_is_sent_many_times_at_once_pays_once() {
        var bill = bills.open();
        var payer = check(bill, COMPLETES);
        var form = payer.form();
        Callable<Answer> send = () -> payer.post(form);
        assertThat(Race.allAnswer(Collections.nCopies(6, send)))
                .allMatch(answer -> answer.status() == 303 || answer.status() == 503);
        assertThat(bills.attempts(bill)).isEqualTo(1);
        Eventually.isTrue("paid", () -> bills.visit(bill).kind().equals("paid"));
    }

    @Test
    void two_tabs_pay_once() {
        var bill = bills.open();
        var one = check(bill, COMPLETES);
        var two = check(bill, COMPLETES);
        assertThat(one.send().kind()).isEqualTo("paid");
        assertThat(two.send().kind()).isEqualTo("paid");
        assertThat(bills.attempts(bill)).isEqualTo(1);
    }

    @Test
    void a_second_tab_shows_the_payment_of_the_first() {
        var bill = bills.open();
        var one = check(bill, STAYS_IN_FLIGHT);
        var two = how(bill);
        one.send();
        assertThat(two.reload().kind()).isEqualTo("approve");
        two.go(bill.url());
        assertThat(two.kind()).isEqualTo("approve");
        assertThat(two.text()).contains("••• 129").doesNotContain("1234129");
    }

    @Test
    void the_back_button_leads_to_the_page_of_the_state() {
        var bill = bills.open();
        var payer = check(bill, NO_MONEY);
        var before = payer.address();
        var form = payer.form();
        payer.send();
        assertThat(payer.go(before).kind()).isEqualTo("refused");
        payer.post(form).expect(303);
        assertThat(bills.attempts(bill)).isEqualTo(1);
    }

    @Test
    void steps_before_are_a_link_away_and_keep_what_was_chosen() {
        var bill = bills.open();
        var payer = check(bill, COMPLETES).follow("Change number, operator or card");
        assertThat(payer.step()).isEqualTo(2);
        assertThat(payer.html()).contains("value=\"" + COMPLETES + "\"");
        payer.follow("Back");
        assertThat(payer.step()).isEqualTo(1);
        assertThat(payer.html()).containsPattern("value=\"LR\" checked");
    }

    @Test
    void a_deadline_ends_the_steps() {
        var now = bills.shop().get("/sandbox/clock").expect(200).text("now");
        var end = Instant.parse(now).plusSeconds(600).toString();
        var bill = bills.until(end);
        var payer = check(bill, COMPLETES);
        bills.pass(601);
        payer.send();
        assertThat(payer.kind()).isEqualTo("expired");
        assertThat(payer.text()).contains("The time to pay is over", "No money was taken.");
        assertThat(bills.attempts(bill)).isZero();
    }

    @Test
    void a_cancel_while_the_page_is_open_ends_the_steps() {
        var bill = bills.open();
        var payer = check(bill, COMPLETES);
        bills.cancel(bill);
        payer.send();
        assertThat(payer.kind()).isEqualTo("canceled");
        assertThat(payer.text()).contains("No money was taken.");
        assertThat(bills.attempts(bill)).isZero();
    }

    @Test
    void a_merchant_that_is_not_verified_begins_no_payment() {
        var registered = SERVER.register();
        var its = new Bills(SERVER, SERVER.client(registered.credential()));
        var bill = its.open();
        var payer = its.visit(bill);
        payer.send("country", "LR", "currency", "USD").send("number", COMPLETES);
        SERVER.unverify(registered.merchant().id());
        payer.send();
        assertThat(payer.page().status()).isEqualTo(403);
        assertThat(payer.kind()).isEqualTo("closed");
        assertThat(its.attempts(bill)).isZero();
    }

    @Test
    void who_gives_up_is_told_so_and_nothing_is_written() {
        var bill = bills.open();
        var payer = how(bill).follow("I will not pay now");
        assertThat(payer.kind()).isEqualTo("left");
        assertThat(payer.text()).contains("You are not paying now", "still pay later");
        assertThat(payer.html()).contains("data-leave");
        assertThat(payer.hrefOf("Back to the merchant")).startsWith(Bills.CANCEL_URL + "?source_id=" + bill.order());
        assertThat(bills.status(bill)).isEqualTo("ACTIVE");
        assertThat(payer.follow("Pay after all").step()).isEqualTo(2);
    }

    @Test
    void without_a_shop_to_go_back_to_there_is_the_receipt() {
        var bill = bills.plain();
        var payer = check(bill, COMPLETES).send();
        assertThat(payer.kind()).isEqualTo("paid");
        assertThat(payer.hasLink("Back to the merchant")).isFalse();
        assertThat(payer.follow("Receipt").kind()).isEqualTo("receipt");
    }

    @Test
    void another_language_keeps_the_step() {
        var payer = check(bills.open(), COMPLETES).follow("Français");
        assertThat(payer.step()).isEqualTo(3);
        assertThat(payer.text()).contains("Vérifiez et payez", "••• 789");
        assertThat(payer.html()).contains("<html lang=\"fr\">");
        payer.send();
        assertThat(payer.text()).contains("Payé");
        assertThat(payer.follow("Reçu").html()).contains("<html lang=\"fr\">");
    }

    @Test
    void an_operator_that_is_out_of_order_says_so_beforehand() {
        bills.shop().post("/sandbox/outages", """
            {"payment_method": "ORANGE_MONEY_LBR", "kind": "REJECTS", "seconds": 600}\
            """).expect(200);
        var bill = bills.open();
        var payer = how(bill);
        assertThat(payer.text()).contains("does not work at present");
        payer.send("number", COMPLETES);
        assertThat(payer.step()).isEqualTo(2);
        assertThat(payer.text()).contains("Choose another way");
        assertThat(bills.attempts(bill)).isZero();
    }

    @Test
    void what_was_not_understood_is_asked_again_with_what_was_typed() {
        var payer = how(bills.open()).send("number", "12 34");
        assertThat(payer.step()).isEqualTo(2);
        assertThat(payer.text()).contains("no mobile number of Liberia");
        assertThat(payer.html()).contains("value=\"12 34\"");
        payer.send("number", "<b>\"7");
        assertThat(payer.html()).doesNotContain("<b>").contains("value=\"&lt;b>&#34;7\"");
    }

    @Test
    void a_foreign_site_cannot_send_a_payers_form() {
        var bill = bills.open();
        var payer = check(bill, COMPLETES);
        var stranger = SERVER.stranger().with("Content-Type", "application/x-www-form-urlencoded");
        var body = "form=" + payer.form();
        stranger.with("Sec-Fetch-Site", "cross-site")
                .post(payer.address(), body)
                .expect(403);
        var foreign = stranger.with("Origin", "https://evil.example").post(payer.address(), body);
        assertThat(foreign.expect(403).header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(bills.attempts(bill)).isZero();
        stranger.with("Origin", "null").post(payer.address(), body).expect(303);
        assertThat(bills.attempts(bill)).isEqualTo(1);
    }

    @Test
    void too_many_attempts_are_told_when_to_come_back() {
        var bill = bills.open();
        var payer = how(bill);
        for (int attempt = 0; attempt < 10; attempt++) {
            payer.send("number", NO_MONEY).send();
            payer.follow("Try again");
        }
        payer.send("number", COMPLETES).send();
        assertThat(payer.kind()).isEqualTo("paused");
        assertThat(payer.page().status()).isEqualTo(429);
        assertThat(payer.page().header("Retry-After")).isPresent();
        assertThat(bills.attempts(bill)).isEqualTo(10);
        assertThat(payer.follow("Use another number or way").step()).isEqualTo(2);
    }

    /// What the button of step 3 says that the payer pays.
    private static String total(PlainBrowser payer) {
        return payer.html().replaceFirst("(?s).*<button[^>]*>Pay (USD [0-9.]+)</button>.*", "$1");
    }

    private PlainBrowser how(Bill bill) {
        return bills.visit(bill).send("country", "LR", "currency", "USD");
    }

    private PlainBrowser check(Bill bill, String number) {
        return how(bill).send("number", number);
    }
}
