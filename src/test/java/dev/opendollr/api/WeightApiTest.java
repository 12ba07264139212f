package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dev.opendollr.testing.Browser;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.PayersHands;
import dev.opendollr.testing.Phone;
import dev.opendollr.testing.Sale;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a page costs a payer with a slow and dear network: all bytes of requests and answers, with their heads, when
/// a browser opens it for the first time.
class WeightApiTest {
    private static final int BYTES_MAX = 30_000;
    private static final int REQUESTS_MAX = 3;
    private static final int ITEMS = 20;
    private static final String STAYS_IN_FLIGHT = "0771234129";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Client shop = SERVER.newMerchant();

    /// French has the longest sentences.
    @Test
    void no_page_on_the_way_from_the_link_to_the_receipt_is_heavy() {
        isLight("fr");
    }

    @Tag("deep")
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"en", "rw", "sw"})
    void no_page_is_heavy_in_another_language(String language) {
        isLight(language);
    }

    private void isLight(String language) {
        var phone = Phone.USUAL.speaking(language);
        var sale = Sale.of(shop, ITEMS, ", \"note\": \"%s\"".formatted("Thank you. ".repeat(10)));
        Map<String, List<Integer>> weights = new LinkedHashMap<>();
        try (var visit = BROWSER.visit(phone)) {
            var payer = new PayersHands(visit.open(sale.url()));
            weights.put("what", weigh(phone, payer));
            weights.put("how", weigh(phone, payer.begin()));
            weights.put("check", weigh(phone, payer.typeNumber(STAYS_IN_FLIGHT)));
            weights.put("approve", weigh(phone, payer.pay().sees("approve")));
            sale.decide("complete");
            weights.put("paid", weigh(phone, payer.sees("paid")));
            payer.page().navigate(sale.receipt());
            weights.put("receipt", weigh(phone, payer.sees("receipt")));
        }
        System.out.println("bytes of each request, " + language + ": " + weights);
        assertThat(weights).allSatisfy((page, bytes) -> {
            assertThat(bytes).as(page).hasSizeLessThanOrEqualTo(REQUESTS_MAX);
            assertThat(bytes.stream().mapToInt(Integer::intValue).sum())
                    .as(page)
                    .isLessThanOrEqualTo(BYTES_MAX);
        });
    }

    /// The bytes of each request that another phone of the same kind makes, which has never seen a page of ours, when
    /// it opens the page that the payer sees.
    private static List<Integer> weigh(Phone phone, PayersHands payer) {
        try (var visit = BROWSER.visit(phone)) {
            List<Request> requests = new ArrayList<>();
            var tab = visit.tab();
            tab.onRequest(requests::add);
            tab.navigate(payer.page().url());
            assertThat(new PayersHands(tab).kind()).isEqualTo(payer.kind());
            hasAnIconOfItsOwn(tab);
            return requests.stream()
                    .filter(request -> !request.url().startsWith("data:"))
                    .map(WeightApiTest::bytes)
                    .toList();
        }
    }

    /// Without one a browser would ask for `/favicon.ico`, which one without a window never does.
    private static void hasAnIconOfItsOwn(Page tab) {
        assertThat(tab.locator("link[rel=icon]").getAttribute("href")).isEqualTo("data:,");
    }

    private static int bytes(Request request) {
        var sizes = request.sizes();
        return sizes.requestHeadersSize + sizes.requestBodySize + sizes.responseHeadersSize + sizes.responseBodySize;
    }
}
