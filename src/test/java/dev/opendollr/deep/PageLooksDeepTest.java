package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.opendollr.testing.Browser;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.Sale;
import dev.opendollr.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pages look like on small screens, with large text, on paper, and to those who have a keyboard only.
@Tag("deep")
class PageLooksDeepTest {
    private static final String COMPLETES = "0771234789";
    private static final String STAYS_IN_FLIGHT = "0771234129";
    private static final int ITEMS = 20;
    private static final int TABS_MAX = 60;
    private static final int DARK = 64;
    private static final Pattern PDF_PAGE = Pattern.compile("/Type\\s*/Page\\b");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Client shop = SERVER.newMerchant();
    private final Sale sale = Sale.of(shop, ITEMS, ", \"note\": \"%s\"".formatted("Thanks".repeat(20)));

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"en", "fr", "rw", "sw"})
    void nobody_scrolls_sideways_on_a_narrow_phone_with_large_text(String language) {
        try (var visit = BROWSER.visit(Phone.USUAL.wide(Phone.NARROW).speaking(language))) {
            var payer = new PayersHands(visit.open(sale.url()));
            fits(payer);
            fits(payer.begin());
            fits(payer.typeNumber(STAYS_IN_FLIGHT));
            fits(payer.pay().sees("approve"));
            sale.decide("complete");
            fits(payer.sees("paid"));
            payer.page().navigate(sale.receipt());
            fits(payer.sees("receipt"));
        }
    }

    private static void fits(PayersHands payer) {
        assertThat(payer.scrollsSideways()).as(payer.page().url()).isFalse();
        payer.page().evaluate("() => { document.documentElement.style.fontSize = '200%' }");
        assertThat(payer.scrollsSideways())
                .as("large text: " + payer.page().url())
                .isFalse();
        payer.page().evaluate("() => { document.documentElement.style.fontSize = '' }");
    }

    @Test
    void a_receipt_with_twenty_items_is_one_sheet_of_paper() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            PayersHands.paying(visit.open(sale.url()), COMPLETES).sees("paid");
            var receipt = visit.open(sale.receipt());
            var pdf = new String(receipt.pdf(new Page.PdfOptions().setFormat("A4")), StandardCharsets.ISO_8859_1);
            assertThat(PDF_PAGE.matcher(pdf).results().count()).isEqualTo(1);
        }
    }

    @Test
    void a_payer_with_a_keyboard_only_pays_and_always_sees_the_focus() {
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            var payer = new PayersHands(visit.open(sale.url()));
            press(payer, PayersHands.CONTINUE);
            payer.isAtStep(2);
            focus(payer.page(), "input[name=number]");
            payer.page().keyboard().type(COMPLETES);
            press(payer, PayersHands.PHONE_BUTTON);
            payer.isAtStep(3);
            press(payer, PayersHands.PAY);
            payer.sees("paid");
            press(payer, "main a[href*='/receipt/']");
            payer.sees("receipt");
        }
        assertThat(sale.status()).isEqualTo("PAID");
    }

    private static void press(PayersHands payer, String what) {
        focus(payer.page(), what);
        payer.page().keyboard().press("Enter");
    }

    /// Presses the tab key until the first element that `selector` finds has the focus.
    private static void focus(Page page, String selector) {
        page.locator(selector).first().waitFor();
        for (int tabs = 0; tabs < TABS_MAX; tabs++) {
            page.keyboard().press("Tab");
            assertThat((Boolean) page.evaluate("""
                () => {
                  const style = getComputedStyle(document.activeElement);
                  return document.activeElement === document.body
                      || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                }\
                """))
                    .as("the focus is seen at tab " + tabs)
                    .isTrue();
            if ((Boolean) page.locator(selector).first().evaluate("element => element === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("the tab key does not lead to " + selector);
    }

    @Test
    void a_page_is_dark_for_whoever_wants_it_dark() {
        try (var visit = BROWSER.visit(Phone.USUAL.dark())) {
            var page = visit.open(sale.url());
            assertThat(brightest(page)).isLessThan(DARK);
        }
        try (var visit = BROWSER.visit(Phone.USUAL)) {
            assertThat(brightest(visit.open(sale.url()))).isGreaterThan(DARK);
        }
    }

    /// The brightest part, of 255, of the colour behind the text.
    private static int brightest(Page page) {
        return (Integer) page.evaluate("""
            () => {
              const colours = [document.documentElement, document.body]
                  .map(element => getComputedStyle(element).backgroundColor.match(/[0-9.]+/g).map(Number))
                  .filter(colour => colour.length === 3 || colour[3] > 0);
              return Math.max(...colours.at(-1));
            }\
            """);
    }
}
