package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.opendollr.testing.Browser;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.Sale;
import dev.opendollr.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a payer sees of what others do while a page is open: the merchant, the gateway, and time.
@Tag("deep")
class ChangedWhileOpenDeepTest {
    private static final String STAYS_IN_FLIGHT = "0771234129";
    private static final String LATE_SUCCESS = "0771234159";
    private static final Duration LATE = Duration.ofSeconds(61);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Client shop = SERVER.newMerchant();

    @Test
    void whoever_pays_after_the_deadline_reads_that_it_is_over() {
        var ends = now().plus(Duration.ofMinutes(10));
        var sale = Sale.of(shop, 1, ", \"expires_at\": \"%s\"".formatted(ends));
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = new PayersHands(visit.open(sale.url())).begin().typeNumber(STAYS_IN_FLIGHT);
            forward(Duration.ofMinutes(11));
            payer.pay().sees("expired");
        }
        assertThat(sale.attempts()).isZero();
    }

    @Test
    void whoever_pays_after_the_merchants_cancel_reads_that_it_is_canceled() {
        var sale = Sale.of(shop);
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = new PayersHands(visit.open(sale.url())).begin().typeNumber(STAYS_IN_FLIGHT);
            sale.cancel();
            payer.pay().sees("canceled");
        }
        assertThat(sale.attempts()).isZero();
    }

    @Test
    void whoever_pays_while_the_merchant_collects_sees_the_merchants_attempt() {
        var sale = Sale.of(shop);
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = new PayersHands(visit.open(sale.url())).begin().typeNumber(STAYS_IN_FLIGHT);
            var account = Payments.account(shop, "COLLECTION", "231771111129");
            var _ = Payments.collectOrder(shop, sale.order(), account);
            payer.pay().sees("approve");
            assertThat(payer.text()).contains("129");
            sale.decide("complete");
            payer.sees("paid");
        }
        assertThat(sale.attempts()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}, scripts: {2}")
    @CsvSource({
        "fail, canceled, true",
        "fail, canceled, false",
        "complete, canceled_back, true",
        "complete, canceled_back, false"
    })
    void a_cancel_in_flight_is_seen_at_once_and_so_is_its_end(String end, String kind, boolean runsScripts) {
        var sale = Sale.of(shop);
        try (var visit = BROWSER.visit(runsScripts ? Phone.USUAL : Phone.USUAL.withoutScripts())) {
            var payer =
                    PayersHands.paying(visit.open(sale.url()), STAYS_IN_FLIGHT).sees("approve");
            sale.requestCancel();
            payer.sees("canceling");
            sale.decide(end);
            payer.sees(kind);
        }
        assertThat(sale.status()).isEqualTo("CANCELED");
    }

    @Test
    void money_that_comes_after_the_cancel_is_seen_to_go_back() {
        var sale = Sale.of(shop);
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = PayersHands.paying(visit.open(sale.url()), LATE_SUCCESS).sees("refused");
            sale.cancel();
            payer.page().reload();
            payer.sees("canceled");
            forward(LATE);
            payer.page().waitForCondition(() -> {
                payer.page().reload();
                return payer.kind().equals("canceled_back");
            });
            assertThat(payer.text()).contains("USD");
        }
        assertThat(sale.status()).isEqualTo("CANCELED");
    }

    /// The help begins 15 s after the payment, and is told without another look at the server where scripts run.
    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    void a_waiting_page_tells_more_with_time(boolean runsScripts) {
        var sale = Sale.of(shop);
        try (var visit = BROWSER.visit(runsScripts ? Phone.USUAL : Phone.USUAL.withoutScripts())) {
            var page = visit.tab();
            page.clock().install();
            page.navigate(sale.url());
            PayersHands.paying(page, STAYS_IN_FLIGHT).sees("approve");
            var dial = page.locator("a[href^='tel:']").first();
            assertThat(dial.isVisible()).isFalse();
            if (runsScripts) {
                page.clock().runFor(Duration.ofSeconds(16).toMillis());
            } else {
                forward(Duration.ofSeconds(16));
                page.reload();
            }
            dial.waitFor();
            assertThat(dial.getAttribute("href")).contains("%23").doesNotContain("#");
            assertThat(page.locator("main").innerText()).contains(dial.innerText());
            sale.decide("fail");
        }
    }

    @Test
    void a_page_that_nobody_looks_at_asks_nothing_and_asks_at_once_when_somebody_does() {
        var sale = Sale.of(shop);
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var page = visit.tab();
            page.clock().install();
            page.navigate(sale.url());
            var payer = PayersHands.paying(page, STAYS_IN_FLIGHT).sees("approve");
            hide(page, true);
            var asked = visit.loaded();
            page.clock().runFor(Duration.ofMinutes(61).toMillis());
            assertThat(page.locator("#elapsed").innerText()).matches("1:01:\\d\\d");
            assertThat(visit.loaded()).isEqualTo(asked);
            sale.decide("complete");
            page.clock()
                    .pauseAt(System.currentTimeMillis() + Duration.ofHours(2).toMillis());
            hide(page, false);
            payer.sees("paid");
        }
    }

    private static void hide(Page page, boolean isHidden) {
        page.evaluate("""
            isHidden => {
              Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
              document.dispatchEvent(new Event('visibilitychange'));
            }\
            """, isHidden);
    }

    @Test
    void a_page_without_network_says_so_until_it_is_back() {
        var sale = Sale.of(shop);
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer =
                    PayersHands.paying(visit.open(sale.url()), STAYS_IN_FLIGHT).sees("approve");
            var notice = payer.page().locator("#offline");
            assertThat(notice.isVisible()).isFalse();
            visit.offline(true);
            notice.waitFor();
            assertThat(payer.page().locator("#status").textContent()).isEqualTo(notice.innerText());
            visit.offline(false);
            notice.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
            assertThat(payer.page().locator("#status").textContent()).isEmpty();
            sale.decide("fail");
        }
    }

    @Test
    void a_page_without_scripts_asks_by_itself_for_three_minutes_only() {
        var sale = Sale.of(shop);
        try (var visit = BROWSER.visit(Phone.USUAL.withoutScripts())) {
            var payer =
                    PayersHands.paying(visit.open(sale.url()), STAYS_IN_FLIGHT).sees("approve");
            assertThat(payer.page().content()).contains("http-equiv=\"refresh\"");
            forward(Duration.ofSeconds(181));
            payer.page().reload();
            payer.sees("approve");
            assertThat(payer.page().content()).doesNotContain("http-equiv=\"refresh\"");
            sale.decide("complete");
            payer.page().locator("main p.actions a").last().click();
            payer.sees("paid");
        }
    }

    private void forward(Duration time) {
        shop.post("/sandbox/clock", "{\"forward_seconds\": %d}".formatted(time.toSeconds()))
                .expect(200);
    }

    private Instant now() {
        return Instant.parse(shop.get("/sandbox/clock").expect(200).text("now"));
    }
}
