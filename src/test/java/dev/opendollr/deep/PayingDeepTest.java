package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Browser;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.Sale;
import dev.opendollr.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What payers do with the pages behind a link, in a browser, from the first step to the end.
@Tag("deep")
class PayingDeepTest {
    /// Numbers as payers type them, whose last digits choose the outcome.
    private static final String COMPLETES = "0771 234 789";

    private static final String NO_MONEY = "0771234049";
    private static final String STAYS_IN_FLIGHT = "0771234129";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Client shop = SERVER.newMerchant();
    private final Sale sale = Sale.of(shop);

    @ParameterizedTest(name = "{0}, scripts: {1}")
    @CsvSource({"en, true", "en, false", "fr, true", "fr, false", "rw, true", "rw, false", "sw, true", "sw, false"})
    void a_payer_pays_by_phone_and_opens_the_receipt(String language, boolean runsScripts) {
        var phone = Phone.USUAL.speaking(language);
        try (var visit = BROWSER.visit(runsScripts ? phone : phone.withoutScripts())) {
            var payer = PayersHands.paying(visit.open(sale.url()), COMPLETES).sees("paid");
            assertThat(payer.page().locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(payer.text()).contains(sale.number());
            assertThat(sale.status()).isEqualTo("PAID");
            payer.page().locator("main a[href*='/receipt/']").click();
            payer.sees("receipt");
            assertThat(payer.text()).contains(sale.number()).doesNotContain("1234789");
        }
        assertThat(sale.attempts()).isEqualTo(1);
    }

    @Test
    void a_refused_payer_finds_the_number_kept_and_pays_by_another_one_at_the_same_link() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = PayersHands.paying(visit.open(sale.url()), NO_MONEY).sees("refused");
            payer.tryAgain();
            assertThat(payer.page().inputValue("input[name=number]").replaceAll("\\D", ""))
                    .endsWith("771234049");
            payer.typeNumber(COMPLETES).pay().sees("paid");
        }
        assertThat(sale.attempts()).isEqualTo(2);
        assertThat(sale.status()).isEqualTo("PAID");
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void a_second_tab_shows_the_attempt_of_the_first_one_and_begins_none(boolean runsScripts) {
        try (var visit = BROWSER.visit(runsScripts ? Phone.USUAL : Phone.USUAL.withoutScripts())) {
            var first = new PayersHands(visit.open(sale.url())).begin().typeNumber(STAYS_IN_FLIGHT);
            var second = new PayersHands(visit.open(sale.url())).begin().typeNumber("0771234129");
            first.pay().sees("approve");
            second.pay().sees("approve");
            assertThat(second.text()).contains("129").doesNotContain("1234129");
            assertThat(sale.attempts()).isEqualTo(1);
            sale.decide("complete");
            first.sees("paid");
            second.sees("paid");
        }
        assertThat(sale.attempts()).isEqualTo(1);
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void a_double_click_pays_once(boolean runsScripts) {
        try (var visit = BROWSER.visit(runsScripts ? Phone.USUAL : Phone.USUAL.withoutScripts())) {
            var payer = new PayersHands(visit.open(sale.url())).begin().typeNumber(STAYS_IN_FLIGHT);
            payer.page().locator(PayersHands.PAY).first().dblclick();
            payer.sees("approve");
            sale.decide("complete");
            payer.sees("paid");
        }
        assertThat(sale.attempts()).isEqualTo(1);
    }

    @Test
    void going_back_after_paying_shows_that_it_is_paid_and_pays_nothing() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = PayersHands.paying(visit.open(sale.url()), COMPLETES).sees("paid");
            for (int back = 0; back < 2; back++) {
                payer.page().goBack();
                payer.sees("paid");
            }
            payer.page().goForward();
            payer.sees("paid");
        }
        assertThat(sale.attempts()).isEqualTo(1);
    }

    @Test
    void a_payer_who_loses_the_answer_to_the_last_form_sends_it_again_and_pays_once() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = new PayersHands(visit.open(sale.url())).begin().typeNumber(STAYS_IN_FLIGHT);
            var step = payer.page().url();
            visit.loseAnswer(
                    "POST", () -> payer.page().locator(PayersHands.PAY).first().click());
            assertThat(sale.attempts()).isEqualTo(1);
            payer.page().navigate(step);
            payer.sees("approve");
            assertThat(sale.attempts()).isEqualTo(1);
            sale.decide("complete");
            payer.sees("paid");
        }
    }

    @Test
    void a_payer_without_network_pays_when_it_is_back() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = new PayersHands(visit.open(sale.url())).begin().typeNumber(STAYS_IN_FLIGHT);
            var step = payer.page().url();
            visit.offline(true);
            payer.page().locator(PayersHands.PAY).first().click();
            payer.page().waitForURL("chrome-error://chromewebdata/");
            visit.offline(false);
            assertThat(sale.attempts()).isZero();
            payer.page().navigate(step);
            payer.isAtStep(3).pay().sees("approve");
        }
        assertThat(sale.attempts()).isEqualTo(1);
        sale.decide("complete");
    }

    @Test
    void a_waiting_page_may_be_loaded_again_as_often_as_one_likes() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer =
                    PayersHands.paying(visit.open(sale.url()), STAYS_IN_FLIGHT).sees("approve");
            for (int load = 0; load < 20; load++) {
                payer.page().reload();
                assertThat(payer.kind()).isEqualTo("approve");
            }
            sale.decide("fail");
            payer.sees("refused");
        }
        assertThat(sale.attempts()).isEqualTo(1);
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void a_card_without_a_question_pays_at_once(boolean runsScripts) {
        try (var visit = BROWSER.visit(runsScripts ? Phone.USUAL : Phone.USUAL.withoutScripts())) {
            PayersHands.payingByCard(visit.open(sale.url()), PayersHands.CARD).sees("paid");
        }
        assertThat(sale.status()).isEqualTo("PAID");
    }

    @ParameterizedTest(name = "the bank hears: {0}")
    @CsvSource({"APPROVE, paid, PAID", "REFUSE, refused, ACTIVE"})
    void a_card_with_a_question_leads_to_the_bank_and_back(String decision, String kind, String status) {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = PayersHands.payingByCard(visit.open(sale.url()), PayersHands.CARD_WITH_A_QUESTION)
                    .sees("challenge");
            payer.page().locator("main a[href*='/challenge/']").click();
            payer.page().waitForURL("**/sandbox/challenge/**");
            payer.page().locator("button[value=" + decision + "]").click();
            payer.sees(kind);
        }
        assertThat(sale.status()).isEqualTo(status);
    }

    @Test
    void a_declined_card_can_be_followed_by_a_phone() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = PayersHands.payingByCard(visit.open(sale.url()), PayersHands.CARD_DECLINED)
                    .sees("refused");
            payer.tryAgain().typeNumber(COMPLETES).pay().sees("paid");
        }
        assertThat(sale.attempts()).isEqualTo(2);
    }

    @Test
    void whoever_has_paid_is_led_to_the_shop_after_a_while_unless_it_stays() {
        var back = SERVER.url() + "/docs?cart=7";
        var led = Sale.of(shop, 1, ", \"success_url\": \"%s\"".formatted(back));
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = PayersHands.paying(visit.open(led.url()), COMPLETES).sees("paid");
            payer.page().waitForURL("**/docs?**");
            assertThat(payer.page().url())
                    .contains("cart=7", "source_id=" + led.order(), "source_type=ORDER", "source_number=");

            var page = visit.tab();
            page.clock().install();
            page.navigate(led.url());
            page.locator("#stay").click();
            page.clock().runFor(Duration.ofMinutes(1).toMillis());
            assertThat(new PayersHands(page).kind()).isEqualTo("paid");
        }
    }

    @Test
    void whoever_comes_back_from_the_shop_is_not_led_away_once_more() {
        var led = Sale.of(shop, 1, ", \"success_url\": \"%s\"".formatted(SERVER.url() + "/docs?cart=7"));
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var page = visit.tab();
            page.clock().install();
            page.navigate(led.url());
            var payer = PayersHands.paying(page, COMPLETES).sees("paid");
            page.locator("#leaving").waitFor();
            page.clock().runFor(Duration.ofSeconds(6).toMillis());
            page.waitForURL("**/docs?**");
            page.goBack();
            payer.sees("paid");
            page.clock().runFor(Duration.ofMinutes(1).toMillis());
            assertThat(payer.kind()).isEqualTo("paid");
            assertThat(page.locator("#leaving").isVisible()).isFalse();
        }
    }

    /// What a screen reader reads out when the page becomes that of the end.
    @Test
    void the_end_is_read_out_with_the_money_and_with_where_the_page_goes() {
        var led = Sale.of(shop, 1, ", \"success_url\": \"%s\"".formatted(SERVER.url() + "/docs"));
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var page = visit.open(led.url());
            var payer = PayersHands.paying(page, STAYS_IN_FLIGHT).sees("approve");
            led.decide("complete");
            payer.sees("paid");
            assertThat(page.locator("#status").textContent())
                    .startsWith(page.title())
                    .contains(page.locator(".notice strong").innerText())
                    .contains("5")
                    .doesNotContain(page.locator("#stay").innerText());
        }
    }

    @Test
    void a_tap_on_a_button_is_seen_to_be_taken() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = new PayersHands(visit.open(sale.url())).begin().typeNumber(COMPLETES);
            var button = payer.page().locator(PayersHands.PAY).first();
            var words = button.innerText();
            button.evaluate("""
                button => {
                  button.form.addEventListener('submit', event => event.preventDefault());
                  button.click();
                }\
                """);
            assertThat(button.getAttribute("aria-disabled")).isEqualTo("true");
            assertThat(button.innerText()).isNotBlank().isNotEqualTo(words);
        }
        assertThat(sale.attempts()).isZero();
    }

    @Test
    void a_complaint_is_the_first_that_is_read_and_belongs_to_its_field() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var page = new PayersHands(visit.open(sale.url())).begin().page();
            var title = page.title();
            page.fill("input[name=number]", "12");
            page.locator(PayersHands.PHONE_BUTTON).first().click();
            var complaint = page.locator("#problem:focus");
            complaint.waitFor();
            assertThat(page.title()).contains(title).isNotEqualTo(title);
            var number = page.locator("input[name=number]");
            assertThat(number.getAttribute("aria-invalid")).isEqualTo("true");
            assertThat(number.getAttribute("aria-describedby").split(" "))
                    .allSatisfy(id -> assertThat(page.locator("#" + id).count()).isEqualTo(1))
                    .contains("problem");
        }
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void whoever_changes_the_language_stays_at_the_step(boolean runsScripts) {
        try (var visit = BROWSER.visit(runsScripts ? Phone.USUAL : Phone.USUAL.withoutScripts())) {
            var payer = new PayersHands(visit.open(sale.url())).begin();
            speak(payer, "rw").isAtStep(2).typeNumber(COMPLETES);
            speak(payer, "fr").isAtStep(3).pay().sees("paid");
            assertThat(payer.page().locator("html").getAttribute("lang")).isEqualTo("fr");
        }
    }

    private static PayersHands speak(PayersHands payer, String language) {
        payer.page().locator("a[hreflang=" + language + "]").click();
        payer.page().locator("html[lang=" + language + "]").waitFor();
        return payer;
    }

    @Test
    void whoever_gives_up_changes_nothing_and_may_pay_later() {
        var events = sale.events();
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = new PayersHands(visit.open(sale.url())).begin().typeNumber(COMPLETES);
            payer.page().locator("a.quiet").last().click();
            payer.page().locator("main:not(:has([data-step]))").waitFor();
            assertThat(sale.events()).isEqualTo(events);
            PayersHands.paying(visit.open(sale.url()), COMPLETES).sees("paid");
        }
    }
}
