package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestLog;
import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Links to pay and to see a receipt, and the pages behind them.
class LinkApiTest {
    private static final String ON_NUMBER = "query.source_number value_error";

    @RegisterExtension
    static final TestServer SERVER = TestServer.withForcedStatuses();

    private final Client shop = SERVER.newMerchant();

    @Test
    void a_payment_link_opens_a_page_that_says_what_is_to_be_paid_to_whom() {
        var order = Orders.createActive(shop);
        var url = payLink(order);
        assertThat(url).startsWith(SERVER.url() + "/pay/");
        assertThat(payLink(order)).isEqualTo(url);
        var page = open(url).expect(200);
        assertThat(page.body())
                .contains(
                        "<h1>Payment of order " + number(order) + "</h1>",
                        "<p>Shop</p>",
                        "USD 5.00",
                        "ACTIVE",
                        "waits for its payment");
        assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Cache-Control")).contains("no-store");
        TestLog.assertHolds("/pay/{token}");
        TestLog.assertHoldsNone(SERVER.stranger(), token(url));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "IDLE, false, false, not ready",
        "ACTIVE, true, false, waits for its payment",
        "PROCESSING, true, false, on the way",
        "PAID, true, true, It is paid",
        "CANCELED, false, false, Do not pay it",
    })
    void there_are_links_in_some_states_and_the_page_tells_every_state(
            String status, boolean pay, boolean receipt, String sentence) {
        var order = Orders.createActive(shop);
        var url = payLink(order);
        set(order, status);
        var answer = shop.get(query("pay", order)).expect(pay ? 200 : 422);
        var receiptAnswer = shop.get(query("receipt", order)).expect(receipt ? 200 : 422);
        if (!pay) {
            assertThat(answer.errors()).containsExactly(ON_NUMBER);
        }
        if (!receipt) {
            assertThat(receiptAnswer.errors()).containsExactly(ON_NUMBER);
        }
        assertThat(open(url).expect(200).body()).contains("Status: " + status, sentence);
    }

    @Test
    void a_receipt_link_opens_the_receipt_and_nothing_else() {
        var order = Orders.createActive(shop);
        var pay = payLink(order);
        set(order, "PAID");
        var receipt = shop.get(query("receipt", order)).expect(200).text("url");
        assertThat(receipt).startsWith(SERVER.url() + "/receipt/");
        assertThat(open(receipt).expect(200).body())
                .contains("<h1>Receipt for order " + number(order) + "</h1>", "USD 5.00", "PAID");
        open(receipt.replace("/receipt/", "/pay/")).expect(404);
        open(pay.replace("/pay/", "/receipt/")).expect(404);
    }

    @Test
    void the_payers_page_of_a_merchant_that_is_not_verified_takes_no_payment() {
        var registered = SERVER.register();
        var merchant = SERVER.client(registered.credential());
        var order = Orders.createActive(merchant);
        var number = merchant.get("/v1/orders/retrieve/" + order).text("order_number");
        var query = "?source_type=ORDER&source_number=" + number;
        var pay = merchant.get("/v1/links/pay" + query).expect(200).text("url");
        set(order, "PAID");
        var receipt = merchant.get("/v1/links/receipt" + query).expect(200).text("url");

        SERVER.unverify(registered.merchant().id());
        var refused = open(pay).expect(403);
        assertThat(refused.body())
                .contains("Shop takes no payments at present.")
                .doesNotContain(number);
        assertThat(refused.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(open(receipt).expect(200).body()).contains(number);
    }

    @Test
    void what_a_merchant_calls_itself_is_no_part_of_the_page() {
        var order = Orders.createActive(shop);
        var url = payLink(order);
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute(
                        "update merchant set name = '<script>a(\"b\")</script> & Sons' where id ="
                                + " (select merchant_id from source where id = ?)",
                        order));
        assertThat(open(url).expect(200).body())
                .contains("&lt;script&gt;", "&amp; Sons")
                .doesNotContain("<script", "\"b\"");
    }

    @Test
    void a_source_without_as_payment_link_has_no_payment_link() {
        var draft = Orders.draft(Orders.counterparty(shop), "USD").replace("true", "false");
        var order = shop.post("/v1/orders/create", draft).expect(200).id();
        set(order, "PAID");
        assertThat(shop.get(query("pay", order)).expect(422).errors()).containsExactly(ON_NUMBER);
        shop.get(query("receipt", order)).expect(200);
    }

    @Test
    void payment_links_need_a_verified_merchant_before_anything_else() {
        var unverified = SERVER.client(SERVER.registerUnverified().credential());
        var answer = unverified.get("/v1/links/pay").expect(403);
        assertThat(answer.text("detail")).contains("not verified");
        var order = Orders.createActive(unverified);
        set(order, "PAID");
        var number = unverified.get("/v1/orders/retrieve/" + order).text("order_number");
        unverified
                .get("/v1/links/receipt?source_type=ORDER&source_number=" + number)
                .expect(200);
        SERVER.stranger().get("/v1/links/pay").expect(401);
    }

    @Test
    void what_is_not_there_is_not_found() {
        var number = number(Orders.createActive(shop));
        for (var link : new String[] {"pay", "receipt"}) {
            assertThat(shop.get("/v1/links/" + link + "?source_type=SUBSCRIPTION&source_number=" + number)
                            .expect(404)
                            .text("detail"))
                    .isEqualTo("Subscription not found");
            assertThat(shop.get("/v1/links/" + link + "?source_type=INVOICE&source_number=" + number)
                            .expect(404)
                            .text("detail"))
                    .isEqualTo("Invoice not found");
        }
    }

    @Test
    void a_payer_who_comes_at_a_bad_moment_gets_a_page_too() {
        var url = payLink(Orders.createActive(shop));
        SERVER.database().asOwner().useTransaction(tx -> {
            tx.execute("lock table source in access exclusive mode");
            var page = open(url).expect(503);
            assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(page.header("Retry-After")).contains("1");
            assertThat(page.body()).contains("Try again");
        });
        open(url).expect(200);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1", "a.b.c", "''", "x.y.z=!"})
    void a_token_that_is_none_opens_nothing(String token) {
        var answer = SERVER.stranger().get("/pay/" + token).expect(404);
        assertThat(answer.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.body()).contains("<h1>Link not found</h1>");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"..", "%2e%2e%2f", "%00", "%3Cscript%3E"})
    void a_token_leads_to_no_other_place(String token) {
        assertThat(SERVER.stranger().get("/pay/" + token).expect(404).text("detail"))
                .isEqualTo("Not Found");
    }

    @Test
    void an_access_token_opens_no_page_and_a_link_opens_no_door() {
        var access = shop.header("Authorization").substring("Bearer ".length());
        SERVER.stranger().get("/pay/" + access).expect(404);
        var link = token(payLink(Orders.createActive(shop)));
        SERVER.stranger()
                .with("Authorization", "Bearer " + link)
                .get("/v1/orders/list")
                .expect(401);
    }

    private String payLink(long order) {
        return shop.get(query("pay", order)).expect(200).text("url");
    }

    private Answer open(String url) {
        return SERVER.stranger().get(url.substring(SERVER.url().length()));
    }

    private static String token(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private String query(String link, long order) {
        return "/v1/links/" + link + "?source_type=ORDER&source_number=" + number(order);
    }

    private String number(long order) {
        return shop.get("/v1/orders/retrieve/" + order).expect(200).text("order_number");
    }

    /// As payments will.
    private static void set(long order, String status) {
        SERVER.database().asOwner().useHandle(handle -> handle.execute("""
            update source
               set status = ?, paid_at = case when cast(? as text) = 'PAID' then updated_at end
             where id = ?
            """, status, status, order));
    }
}
