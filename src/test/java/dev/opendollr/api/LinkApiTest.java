package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
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
    /// Beyond the public URL, so that the whole address fits into one SMS.
    private static final int ADDRESS_MAX = 80;

    @RegisterExtension
    static final TestServer SERVER = TestServer.withForcedStatuses().trusting("127.0.0.0/8");

    private final Client shop = SERVER.newMerchant();

    @Test
    void a_payment_link_opens_a_page_that_says_what_is_to_be_paid_to_whom() {
        var order = Orders.createActive(shop);
        var url = payLink(order);
        assertThat(url).startsWith(SERVER.url() + "/pay/");
        assertThat(payLink(order)).isEqualTo(url);
        var page = open(url).expect(200);
        assertThat(page.body())
                .contains("<h1>What you pay</h1>", "Order " + number(order), "\u2068Shop\u2069", "USD 5.00");
        assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Cache-Control")).contains("no-store");
        TestLog.assertHolds("/pay/{token}");
        TestLog.assertHoldsNone(SERVER.stranger(), token(url));
    }

    @Test
    void links_are_short_enough_for_one_sms() {
        var order = Orders.createActive(shop);
        var pay = payLink(order);
        set(order, "PAID");
        var receipt = shop.get(query("receipt", order)).expect(200).text("url");
        for (var url : new String[] {pay, receipt}) {
            assertThat(url.substring(SERVER.url().length()))
                    .hasSizeLessThanOrEqualTo(ADDRESS_MAX)
                    .matches("/(pay|receipt)/[A-Za-z0-9_-]{44}");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "IDLE, false, false, Not ready to be paid",
        "ACTIVE, true, false, What you pay",
        "PROCESSING, true, false, Approve on your phone",
        "PAID, true, true, Paid",
        "CANCELED, false, false, The merchant has canceled this",
    })
    void there_are_links_in_some_states_and_the_page_tells_every_state(
            String status, boolean pay, boolean receipt, String heading) {
        var order = Orders.createActive(shop);
        var url = payLink(order);
        bring(order, status);
        var answer = shop.get(query("pay", order)).expect(pay ? 200 : 422);
        var receiptAnswer = shop.get(query("receipt", order)).expect(receipt ? 200 : 422);
        if (!pay) {
            assertThat(answer.errors()).containsExactly(ON_NUMBER);
        }
        if (!receipt) {
            assertThat(receiptAnswer.errors()).containsExactly(ON_NUMBER);
        }
        assertThat(open(url).expect(200).body()).containsPattern("<h1[^>]*>" + heading + "</h1>");
    }

    @Test
    void a_receipt_link_opens_the_receipt_and_nothing_else() {
        var order = Orders.createActive(shop);
        var pay = payLink(order);
        bring(order, "PAID");
        var receipt = shop.get(query("receipt", order)).expect(200).text("url");
        assertThat(receipt).startsWith(SERVER.url() + "/receipt/");
        assertThat(open(receipt).expect(200).body())
                .contains("<main data-page=\"receipt\">", number(order), "USD 5.00");
        open(receipt.replace("/receipt/", "/pay/")).expect(404);
        open(pay.replace("/pay/", "/receipt/")).expect(404);
    }

    @Test
    void the_payers_page_of_a_merchant_that_is_not_verified_takes_no_payment() {
        var registered = SERVER.register();
        var merchant = SERVER.client(registered.credential());
        var order = Orders.createActive(merchant);
        var pay = payLink(merchant, order);
        var paid = Orders.createActive(merchant);
        bring(merchant, paid, "PAID");
        var receipt = merchant.get(query(merchant, "receipt", paid)).expect(200).text("url");

        SERVER.unverify(registered.merchant().id());
        var refused = open(pay).expect(403);
        assertThat(refused.body())
                .contains("takes no payments at present.", "\u2068Shop\u2069")
                .doesNotContain(number(merchant, order));
        assertThat(refused.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(open(receipt).expect(200).body()).contains(number(merchant, paid));
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
                .doesNotContain("<script>");
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
            assertThat(page.body()).contains("data-page=\"error-503\"");
        });
        open(url).expect(200);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1", "a.b.c", "''", "x.y.z=!"})
    void a_token_that_is_none_opens_nothing(String token) {
        var answer = SERVER.stranger().get("/pay/" + token).expect(404);
        assertThat(answer.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.body()).contains("<h1>This link leads nowhere</h1>");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"..", "%2e%2e%2f", "%00", "%3Cscript%3E"})
    void a_token_leads_to_no_other_place(String token) {
        var answer = SERVER.stranger().get("/pay/" + token).expect(404);
        assertThat(answer.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.body()).contains("<h1>This page does not exist</h1>").doesNotContain("script");
    }

    @Test
    void a_link_of_which_any_character_was_changed_opens_nothing() {
        var address = payLink(Orders.createActive(shop)).substring(SERVER.url().length());
        for (int at = address.length() - token(address).length(); at < address.length(); at++) {
            char other = address.charAt(at) == 'A' ? 'B' : 'A';
            // Each from a network of its own: of one network few unknown links are answered.
            SERVER.stranger()
                    .with("X-Forwarded-For", "198.51.100." + at)
                    .get(address.substring(0, at) + other + address.substring(at + 1))
                    .expect(404);
        }
        SERVER.stranger().get(address).expect(200);
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
        return payLink(shop, order);
    }

    private static String payLink(Client merchant, long order) {
        return merchant.get(query(merchant, "pay", order)).expect(200).text("url");
    }

    private Answer open(String url) {
        return SERVER.stranger().get(url.substring(SERVER.url().length()));
    }

    private static String token(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private String query(String link, long order) {
        return query(shop, link, order);
    }

    private static String query(Client merchant, String link, long order) {
        return "/v1/links/" + link + "?source_type=ORDER&source_number=" + number(merchant, order);
    }

    private String number(long order) {
        return number(shop, order);
    }

    private static String number(Client merchant, long order) {
        return merchant.get("/v1/orders/retrieve/" + order).expect(200).text("order_number");
    }

    private void bring(long order, String status) {
        bring(shop, order, status);
    }

    /// To its status, by what a merchant does. Only a draft has no link that a merchant could get.
    private static void bring(Client merchant, long order, String status) {
        switch (status) {
            case "IDLE" -> set(order, status);
            case "PROCESSING" -> pay(merchant, order, Payments.STAYS_IN_FLIGHT);
            case "PAID" -> pay(merchant, order, Payments.COMPLETES);
            case "CANCELED" -> merchant.delete("/v1/orders/cancel/" + order).expect(200);
            default -> assertThat(status).isEqualTo("ACTIVE");
        }
    }

    private static void pay(Client merchant, long order, String phone) {
        var _ = Payments.collectOrder(merchant, order, Payments.account(merchant, "COLLECTION", phone));
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
