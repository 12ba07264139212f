package dev.opendollr.api;

import static dev.opendollr.testing.Payments.COMPLETES;
import static dev.opendollr.testing.Payments.balance;
import static dev.opendollr.testing.Payments.collect;
import static dev.opendollr.testing.Payments.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestLog;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The flows of the documentation, step by step, as a merchant's server makes them.
class FlowsApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Client shop = new Client("", Map.of());

    @BeforeAll
    static void open_the_shop() {
        shop = SERVER.demo();
    }

    @Test
    void an_invoice_is_predicted_collected_and_receipted() {
        var invoice = Kind.INVOICE.createActive(shop);
        var prediction = shop.get("/v1/predictions/payment-source/amount-and-fees?target_currency=LRD"
                        + "&payment_method=MTN_MOMO_LBR&provider=PAWAPAY&source_type=INVOICE&source_id=" + invoice)
                .expect(200);
        var session = shop.post("/v1/sessions/checkout", """
            {"source_id": %d, "source_type": "INVOICE"}\
            """.formatted(invoice)).expect(200);
        assertThat(session.text("status")).isEqualTo("ACTIVE");
        var reference = reference();
        var account = Payments.account(shop, "COLLECTION", COMPLETES);
        var collected = collect(shop, session.id(), account, "LRD", reference).expect(200);
        assertThat(collected.text("status")).isEqualTo("COMPLETED");
        assertThat(collected.json().path("payer_amount").decimalValue())
                .isEqualByComparingTo(new BigDecimal(prediction.text("payer_amount")));
        assertThat(collected.json().path("payee_amount").decimalValue())
                .isEqualByComparingTo(new BigDecimal(prediction.text("payee_amount")));
        assertThat(Payments.status(shop, "collection", reference)).isEqualTo("COMPLETED");
        assertThat(collect(shop, session.id(), account, "LRD", reference).body())
                .isEqualTo(collected.body());

        var receipt = shop.get("/v1/invoices/receipt/" + invoice).expect(200);
        assertThat(receipt.text("status")).isEqualTo("PAID");
        assertThat(receipt.text("payer_currency")).isEqualTo("LRD");
        assertThat(receipt.text("payment_method")).isEqualTo("MTN_MOMO_LBR");
        assertThat(receipt.text("fx_currency_from") + receipt.text("fx_currency_to"))
                .isEqualTo("USDLRD");
        assertThat(receipt.json().path("items")).hasSize(1);
        assertThat(shop.get("/v1/invoices/receipt/number/" + receipt.text("invoice_number"))
                        .body())
                .isEqualTo(receipt.body());
        assertThat(events("invoices", invoice))
                .containsExactly("CREATED", "ITEM_ADDED", "PUBLISHED", "PAYMENT_STARTED", "PAID");
    }

    @Test
    void a_checkout_source_is_collected_without_being_published() {
        var checkout = shop.post("/v1/checkouts/create", """
            {"mode": "HOSTED", "source_kind": "ORDER", "party_phone": "231771234567", "currency": "USD",
             "items": [{"name": "Rice", "currency": "USD", "amount": 12.5}]}\
            """).expect(200);
        assertThat(checkout.text("source_status")).isEqualTo("ACTIVE");
        var order = checkout.json().path("source_id").longValue();
        var before = new BigDecimal(balance(shop, "USD"));
        var collected = Payments.collectOrder(shop, order, Payments.account(shop, "COLLECTION", COMPLETES));
        assertThat(collected.text("status")).isEqualTo("COMPLETED");
        assertThat(new BigDecimal(balance(shop, "USD")).subtract(before)).isEqualByComparingTo("12.5");
        assertThat(shop.get("/v1/links/receipt?source_type=ORDER&source_number=" + checkout.text("source_number"))
                        .expect(200)
                        .text("url"))
                .contains("/receipt/");
    }

    @ParameterizedTest(name = "{0} in {1} ending in {2} is {3}")
    @CsvSource({
        "MTN_MOMO_LBR, USD, 789, COMPLETED, ''",
        "ORANGE_MONEY_LBR, LRD, 123, COMPLETED, ''",
        "AIRTEL_RWA, RWF, 019, FAILED, PAYER_LIMIT_REACHED",
        "MTN_MOMO_RWA, RWF, 029, FAILED, PAYER_NOT_FOUND",
        "ORANGE_MONEY_RWA, RWF, 039, FAILED, PAYMENT_NOT_APPROVED",
        "MTN_MOMO_LBR, LRD, 049, FAILED, INSUFFICIENT_BALANCE",
        "MTN_MOMO_RWA, USD, 069, FAILED, UNSPECIFIED_FAILURE",
        "MTN_MOMO_LBR, USD, 129, PROCESSING, ''",
        "MTN_MOMO_LBR, USD, 139, PROCESSING, ''",
        "MTN_MOMO_LBR, USD, 149, COMPLETED, ''",
        "MTN_MOMO_LBR, USD, 159, FAILED, UNSPECIFIED_FAILURE",
        "MTN_MOMO_LBR, USD, 169, PROCESSING, ''"
    })
    void the_phone_chooses_the_outcome(String method, String currency, String suffix, String status, String code) {
        var phone = "231771234" + suffix;
        var account = Payments.account(shop, "COLLECTION", method, phone);
        var order = Orders.createActive(shop);
        var reference = reference();
        var collected = collect(shop, Payments.checkout(shop, order), account, currency, reference)
                .expect(200);
        assertThat(collected.text("status")).isEqualTo(status);
        if (status.equals("FAILED")) {
            assertThat(collected.text("gateway_message")).startsWith(code);
            assertThat(Payments.orderStatus(shop, order))
                    .as("it can be paid again")
                    .isEqualTo("ACTIVE");
        }
        if (suffix.equals("139") || suffix.equals("169")) {
            shop.post("/sandbox/clock", "{\"forward_seconds\": 300}").expect(200);
            Eventually.isTrue(
                    "it completes",
                    () -> Payments.status(shop, "collection", reference).equals("COMPLETED"));
            assertThat(Payments.orderStatus(shop, order)).isEqualTo("PAID");
        }
        if (suffix.equals("129")) {
            assertThat(Payments.orderStatus(shop, order)).isEqualTo("PROCESSING");
            assertThat(shop.delete("/v1/orders/cancel/" + order).expect(422).errors())
                    .containsExactly("path.id value_error");
            act(reference, "fail");
            Eventually.isTrue(
                    "it fails",
                    () -> Payments.status(shop, "collection", reference).equals("FAILED"));
        }
    }

    @Test
    void a_success_that_is_reported_twice_counts_once() {
        var order = Orders.createActive(shop);
        var before = new BigDecimal(balance(shop, "USD"));
        var collected = Payments.collectOrder(shop, order, Payments.account(shop, "COLLECTION", Payments.TWICE));
        shop.post("/sandbox/clock", "{\"forward_seconds\": 5}").expect(200);
        Eventually.isTrue(
                "both reports have been delivered",
                () -> SERVER.database()
                        .asOwner()
                        .withHandle(handle -> handle.createQuery("""
                            select callback_at is null
                              from sandbox_attempt
                             where reference_id = cast(:reference as uuid)
                            """)
                                .bind("reference", collected.text("reference_id"))
                                .mapTo(Boolean.class)
                                .one()));
        assertThat(new BigDecimal(balance(shop, "USD")).subtract(before)).isEqualByComparingTo("5");
        assertThat(events("orders", order)).endsWith("PAYMENT_STARTED", "PAID");
    }

    @Test
    void a_card_that_needs_no_more_pays_at_once() {
        var order = Orders.createActive(shop);
        var collected = Payments.collectOrder(shop, order, Payments.card(shop, "pm_card_visa"));
        assertThat(collected.text("status")).isEqualTo("COMPLETED");
        assertThat(collected.json().path("requires_action").booleanValue()).isFalse();
        assertThat(shop.get("/v1/orders/receipt/" + order).expect(200).text("payment_provider"))
                .isEqualTo("STRIPE");
    }

    @ParameterizedTest
    @CsvSource({"''", "pm_card_authenticationRequired"})
    void a_card_that_needs_its_holder_pays_when_he_has_acted(String token) {
        var order = Orders.createActive(shop);
        var reference = reference();
        var collected = collect(shop, Payments.checkout(shop, order), Payments.card(shop, token), "USD", reference)
                .expect(200);
        assertThat(collected.text("status")).isEqualTo("PROCESSING");
        assertThat(collected.json().path("requires_action").booleanValue()).isTrue();
        var secret = collected.text("client_secret");
        assertThat(secret).contains("_secret_");
        act(reference, "complete");
        Eventually.isTrue(
                "it completes",
                () -> Payments.status(shop, "collection", reference).equals("COMPLETED"));
        var settled = shop.get("/v1/status/collection/" + reference).expect(200);
        assertThat(settled.json().path("client_secret").isNull()).isTrue();
        assertThat(Payments.orderStatus(shop, order)).isEqualTo("PAID");
        TestLog.assertHoldsNone(SERVER.stranger(), secret);
    }

    @Test
    void an_abandoned_card_is_given_up_at_the_gateway_when_its_session_ends() {
        var order = Orders.createActive(shop);
        var reference = reference();
        collect(shop, Payments.checkout(shop, order), Payments.card(shop, ""), "USD", reference)
                .expect(200);
        assertThat(Payments.status(shop, "collection", reference)).isEqualTo("PROCESSING");
        shop.post("/sandbox/clock", "{\"forward_seconds\": 1860}").expect(200);
        Eventually.isTrue(
                "it is given up",
                () -> Payments.status(shop, "collection", reference).equals("FAILED"));
        assertThat(shop.get("/v1/status/collection/" + reference).expect(200).text("gateway_message"))
                .startsWith("canceled");
        assertThat(Payments.orderStatus(shop, order)).isEqualTo("ACTIVE");
        assertThat(attempts(reference)).isEmpty();
    }

    @Test
    void a_payout_needs_the_passcode_and_takes_amount_and_fees_from_the_wallet() {
        var account = Payments.account(shop, "PAYOUT", COMPLETES);
        var session = Payments.payoutSession(shop, account, "LRD", "1000");
        assertThat(Payments.payOut(shop, session, account, reference(), "000000")
                        .expect(422)
                        .errors())
                .containsExactly("body.passcode.token.code value_error");
        var before = new BigDecimal(balance(shop, "LRD"));
        var reference = reference();
        var paid = Payments.payOut(shop, session, account, reference).expect(200);
        assertThat(paid.text("status")).isEqualTo("COMPLETED");
        assertThat(paid.json().path("payee_amount").decimalValue()).isEqualByComparingTo("1000");
        assertThat(before.subtract(new BigDecimal(balance(shop, "LRD"))))
                .isEqualByComparingTo(paid.json().path("payer_amount").decimalValue());
        assertThat(Payments.payOut(shop, session, account, reference, "000000").body())
                .as("a repeat is answered whatever its passcode")
                .isEqualTo(paid.body());
    }

    @Test
    void a_payout_that_fails_gives_everything_back() {
        var before = balance(shop, "LRD");
        var account = Payments.account(shop, "PAYOUT", "231771234089");
        var paid = Payments.payOut(shop, Payments.payoutSession(shop, account, "LRD", "1000"), account, reference())
                .expect(200);
        assertThat(paid.text("status")).isEqualTo("FAILED");
        assertThat(paid.text("gateway_message")).startsWith("RECIPIENT_NOT_FOUND");
        assertThat(balance(shop, "LRD")).isEqualTo(before);
    }

    @Test
    void too_little_money_fails_and_moves_nothing() {
        var before = balance(shop, "USD");
        var account = Payments.account(shop, "PAYOUT", COMPLETES);
        var paid = Payments.payOut(shop, Payments.payoutSession(shop, account, "USD", "1e6"), account, reference())
                .expect(200);
        assertThat(paid.text("status")).isEqualTo("FAILED");
        assertThat(paid.text("wallet_message")).startsWith("Insufficient balance");
        assertThat(balance(shop, "USD")).isEqualTo(before);
        var partner = Payments.partner(shop, SERVER.demoMerchant().partnerPhone());
        var transfer = Payments.transferSession(shop, Payments.wallet(shop, "USD"), partner, "USD", "1e6");
        assertThat(Payments.transfer(shop, transfer, reference()).expect(200).text("wallet_message"))
                .startsWith("Insufficient balance");
    }

    @Test
    void refunds_come_in_parts_up_to_what_was_collected() {
        var order = Orders.createActive(shop);
        var collected = Payments.collectOrder(shop, order, Payments.account(shop, "COLLECTION", COMPLETES));
        var intent = collected.paymentIntent();
        var before = new BigDecimal(balance(shop, "USD"));
        for (var part : List.of("2", "2")) {
            var session = Payments.tryRefundSession(shop, intent, part).expect(200);
            assertThat(session.text("currency")).isEqualTo("USD");
            assertThat(Payments.refund(shop, session.id(), reference())
                            .expect(200)
                            .text("status"))
                    .isEqualTo("COMPLETED");
        }
        assertThat(before.subtract(new BigDecimal(balance(shop, "USD")))).isEqualByComparingTo("4");
        assertThat(Payments.tryRefundSession(shop, intent, "2").expect(422).errors())
                .containsExactly("body.amount value_error");
        assertThat(events("orders", order)).endsWith("PAID", "REFUNDED", "REFUNDED");
        assertThat(Payments.orderStatus(shop, order)).isEqualTo("PAID");
    }

    @Test
    void a_session_expires_when_the_clock_says_so() {
        var order = Orders.createActive(shop);
        var session = Payments.checkout(shop, order);
        shop.post("/sandbox/clock", "{\"forward_seconds\": 1800}").expect(200);
        var account = Payments.account(shop, "COLLECTION", COMPLETES);
        assertThat(collect(shop, session, account, "USD", reference())
                        .expect(422)
                        .errors())
                .containsExactly("body.session_id value_error");
        assertThat(Payments.collectOrder(shop, order, account).text("status")).isEqualTo("COMPLETED");
    }

    @Test
    void a_reference_asks_for_one_thing_only() {
        var account = Payments.account(shop, "COLLECTION", COMPLETES);
        var reference = reference();
        var session = Payments.checkout(shop, Orders.createActive(shop));
        collect(shop, session, account, "USD", reference).expect(200);
        var other = Payments.checkout(shop, Orders.createActive(shop));
        for (var answer : List.of(
                collect(shop, other, account, "USD", reference),
                collect(shop, session, Payments.account(shop, "COLLECTION", COMPLETES), "USD", reference),
                collect(shop, session, account, "LRD", reference),
                Payments.refund(shop, session, reference))) {
            assertThat(answer.expect(422).errors()).containsExactly("body.reference_id value_error");
        }
        shop.get("/v1/status/payout/" + reference).expect(404);
        SERVER.newMerchant().get("/v1/status/collection/" + reference).expect(404);
    }

    @Test
    void merchants_who_are_not_verified_send_no_money() {
        var unverified = SERVER.client(SERVER.registerUnverified().credential());
        for (var path : List.of(
                "/v1/sessions/payout",
                "/v1/sessions/transfer",
                "/v1/sessions/refund",
                "/v1/executions/payout",
                "/v1/executions/transfer",
                "/v1/executions/refund")) {
            unverified.post(path, "{}").expect(403);
        }
    }

    /// A merchant of its own, whom an outage that is left over harms alone.
    @Test
    void an_outage_of_a_method_rejects_or_leaves_unknown() {
        var other = SERVER.newMerchant();
        var account = Payments.account(other, "COLLECTION", COMPLETES);
        outage(other, "REJECTS");
        var order = Orders.createActive(other);
        assertThat(Payments.collectOrder(other, order, account).text("gateway_message"))
                .startsWith("PROVIDER_TEMPORARILY_UNAVAILABLE");
        outage(other, "TIMES_OUT");
        var reference = reference();
        collect(other, Payments.checkout(other, order), account, "USD", reference)
                .expect(200);
        assertThat(Payments.status(other, "collection", reference)).isEqualTo("PROCESSING");
        outage(other, "REJECTS");
        // The request never arrived. The first look makes it once more under its own id, and this time it is refused.
        Eventually.isTrue("it was not asked for again", () -> {
            other.post("/sandbox/clock", "{\"forward_seconds\": 60}").expect(200);
            return Payments.status(other, "collection", reference).equals("FAILED");
        });
        assertThat(Payments.orderStatus(other, order)).isEqualTo("ACTIVE");
    }

    @Test
    void a_request_that_an_outage_swallowed_is_made_once_more_when_it_is_over() {
        var other = SERVER.newMerchant();
        var account = Payments.account(other, "COLLECTION", COMPLETES);
        var order = Orders.createActive(other);
        var reference = reference();
        outage(other, "TIMES_OUT");
        collect(other, Payments.checkout(other, order), account, "USD", reference)
                .expect(200);
        other.post("/sandbox/clock", "{\"forward_seconds\": 60}").expect(200);
        assertThat(Payments.status(other, "collection", reference)).isEqualTo("PROCESSING");
        other.delete("/sandbox/outages/MTN_MOMO_LBR").expect(200);
        Eventually.isTrue("it was not asked for again", () -> {
            other.post("/sandbox/clock", "{\"forward_seconds\": 60}").expect(200);
            return Payments.status(other, "collection", reference).equals("COMPLETED");
        });
        assertThat(Payments.orderStatus(other, order)).isEqualTo("PAID");
    }

    private static void outage(Client merchant, String kind) {
        merchant.post("/sandbox/outages", """
            {"payment_method": "MTN_MOMO_LBR", "kind": "%s", "seconds": 86400}\
            """.formatted(kind)).expect(200);
    }

    private static void act(String reference, String action) {
        var attempt = attempts(reference).getFirst().path("id").stringValue();
        shop.post("/sandbox/attempts/" + attempt + "/" + action, "").expect(200);
    }

    private static List<JsonNode> attempts(String reference) {
        return StreamSupport.stream(
                        shop.get("/sandbox/attempts").expect(200).json().spliterator(), false)
                .filter(attempt -> attempt.path("reference_id").stringValue().equals(reference))
                .toList();
    }

    private static List<String> events(String kinds, long id) {
        Answer answer = shop.get("/v1/" + kinds + "/" + id + "/events").expect(200);
        return answer.json()
                .valueStream()
                .map(event -> event.path("type").stringValue())
                .toList();
    }
}
