package dev.opendollr.api;

import static dev.opendollr.testing.Payments.collect;
import static dev.opendollr.testing.Payments.reference;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestLog;
import dev.opendollr.testing.TestServer;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page of the sandbox's bank, on which a payer approves a card payment or refuses it.
class ChallengeApiTest {
    private static final String WAITS = "pm_card_authenticationRequired";
    private static final String BACK = "/pay/abc-_D?f=a.b_c-d&lang=rw";
    /// As the bank's page refers to it.
    private static final String FROM_BANK = "../.." + BACK;
    private static final String ASKS = "Approve the payment";
    private static final int ROUNDS = 30;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();
    private final Client payer = SERVER.stranger().with("Content-Type", "application/x-www-form-urlencoded");

    /// An order, and a payment of it by card that waits for its payer.
    private record Waiting(long order, String reference, String secret) {
        String page() {
            return "/sandbox/challenge/" + secret;
        }

        String page(String back) {
            return page() + "?return_to=" + URLEncoder.encode(back, UTF_8);
        }
    }

    private Waiting waiting(String card) {
        var order = Orders.createActive(shop);
        var reference = reference();
        var answer = collect(shop, Payments.checkout(shop, order), Payments.card(shop, card), "USD", reference)
                .expect(200);
        return new Waiting(order, reference, answer.text("client_secret"));
    }

    @Test
    void a_payer_who_approves_has_paid_and_goes_back_to_the_payment_page() {
        var payment = waiting(WAITS);
        assertThat(payer.get(payment.page(BACK)).expect(200).body())
                .contains(ASKS, "Refuse the payment", "USD 5", "No real money moves");

        assertThat(answer(payment.page(BACK), "APPROVE").expect(303).header("Location"))
                .contains(FROM_BANK);
        ends(payment, "COMPLETED");
        assertThat(Payments.orderStatus(shop, payment.order())).isEqualTo("PAID");
        assertThat(payer.get(payment.page(BACK)).expect(200).body())
                .contains("You have approved", "href=\"" + FROM_BANK.replace("&", "&amp;") + "\"")
                .doesNotContain(ASKS);
    }

    @Test
    void a_payer_who_refuses_has_paid_nothing() {
        var payment = waiting("");
        assertThat(answer(payment.page(BACK), "REFUSE").expect(303).header("Location"))
                .contains(FROM_BANK);
        ends(payment, "FAILED");
        assertThat(message(payment)).startsWith("payment_intent_authentication_failure");
        assertThat(Payments.orderStatus(shop, payment.order())).isEqualTo("ACTIVE");
        assertThat(payer.get(payment.page(BACK)).expect(200).body())
                .contains("was refused", "Back to the payment page")
                .doesNotContain(ASKS);
    }

    @Test
    void a_card_may_be_declined_after_its_payer_has_approved() {
        var payment = waiting("pm_card_threeDSecureRequiredChargeDeclined");
        answer(payment.page(BACK), "APPROVE").expect(303);
        ends(payment, "FAILED");
        assertThat(message(payment)).startsWith("generic_decline");
    }

    @ParameterizedTest
    @CsvSource({"APPROVE, REFUSE, COMPLETED", "REFUSE, APPROVE, FAILED", "APPROVE, APPROVE, COMPLETED"})
    void only_the_first_answer_counts(String first, String second, String status) {
        var payment = waiting(WAITS);
        var answers = List.of(answer(payment.page(BACK), first), answer(payment.page(BACK), second));
        assertThat(answers).allMatch(answer -> answer.status() == 303);
        assertThat(answers)
                .allMatch(answer -> answer.header("Location").orElse("").equals(FROM_BANK));
        ends(payment, status);
        answer(payment.page(BACK), second).expect(303);
        assertThat(Payments.status(shop, "collection", payment.reference())).isEqualTo(status);
    }

    @Test
    void of_rivals_one_decides() {
        for (int round = 0; round < ROUNDS; round++) {
            var payment = waiting(WAITS);
            var answers = Race.answers(Race.run(Stream.of("APPROVE", "REFUSE", "APPROVE", "REFUSE")
                    .<Callable<Answer>>map(decision -> () -> answer(payment.page(BACK), decision))
                    .toList()));
            assertThat(answers).hasSize(4).allMatch(answer -> answer.status() == 303);
            var shown = payer.get(payment.page()).expect(200).body();
            ends(payment, shown.contains("You have approved") ? "COMPLETED" : "FAILED");
        }
    }

    @Test
    void without_a_way_back_the_page_itself_says_what_became_of_it() {
        var payment = waiting(WAITS);
        assertThat(answer(payment.page(), "APPROVE").expect(303).header("Location"))
                .contains("?");
        assertThat(payer.get(payment.page()).expect(200).body())
                .contains("You have approved", "You may close this page")
                .doesNotContain("/pay/");
        ends(payment, "COMPLETED");
    }

    @Test
    void a_payment_that_was_given_up_can_not_be_approved_any_more() {
        var payment = waiting(WAITS);
        shop.post("/sandbox/clock", "{\"forward_seconds\": 1860}").expect(200);
        ends(payment, "FAILED");
        assertThat(payer.get(payment.page(BACK)).expect(200).body())
                .contains("has ended")
                .doesNotContain(ASKS);
        answer(payment.page(BACK), "APPROVE").expect(303);
        assertThat(Payments.orderStatus(shop, payment.order())).isEqualTo("ACTIVE");
        assertThat(message(payment)).startsWith("canceled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://evil.example/pay/abc",
                "//evil.example/pay/abc",
                "/\\evil.example/pay/abc",
                "javascript:alert(1)",
                "/",
                "/pay",
                "/pay/",
                "/payments",
                "/pay/../sandbox/clock",
                "/pay/..",
                "/pay//evil.example",
                "/pay/abc/../../receipt/abc",
                "/pay/abc#here",
                "/pay/%2e%2e",
                "/pay/abc?x=\"><script>",
                "/pay/abc\r\nSet-Cookie: a=b",
                "/pay/abc\n",
                " /pay/abc",
                "/receipt/abc",
                "/sandbox/challenge/abc",
            })
    void nobody_is_led_to_anything_but_a_payment_page(String back) {
        var payment = waiting(WAITS);
        for (var answer : List.of(payer.get(payment.page(back)), answer(payment.page(back), "APPROVE"))) {
            assertThat(answer.expect(422).header("Location")).isEmpty();
            assertThat(answer.body()).contains("Nothing was decided").doesNotContain("evil", "<script");
        }
        assertThat(payer.get(payment.page()).expect(200).body()).contains(ASKS);
    }

    @Test
    void a_secret_that_is_not_a_payments_opens_nothing() {
        var payment = waiting(WAITS);
        var secret = payment.secret();
        var last = secret.charAt(secret.length() - 1);
        var other = waiting(WAITS).secret();
        // The number of this payment with the secret of another one.
        var mixed = secret.substring(0, secret.length() - 32) + other.substring(other.length() - 32);
        for (var wrong : List.of(
                secret.substring(0, secret.length() - 1) + (last == '0' ? '1' : '0'),
                secret.toUpperCase(Locale.ROOT),
                secret + "0",
                mixed,
                "pi_1_secret_2",
                "abc")) {
            for (var answer : List.of(
                    payer.get("/sandbox/challenge/" + wrong), answer("/sandbox/challenge/" + wrong, "APPROVE"))) {
                assertThat(answer.expect(404).body()).contains("<h1>Payment not found</h1>");
            }
        }
        assertThat(payer.get(payment.page()).expect(200).body()).contains(ASKS);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, http://127.0.0.1.evil.example",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void a_page_of_another_site_decides_nothing(String header, String value) {
        var payment = waiting(WAITS);
        payer.with(header, value).post(payment.page(BACK), "decision=APPROVE").expect(403);
        assertThat(payer.get(payment.page()).expect(200).body()).contains(ASKS);
    }

    /// A page whose address is a secret sends `null`.
    @ParameterizedTest
    @CsvSource({"Origin, null", "Origin, self", "Sec-Fetch-Site, same-origin"})
    void its_own_page_decides(String header, String value) {
        var payment = waiting(WAITS);
        var sent = value.equals("self") ? SERVER.url() : value;
        payer.with(header, sent).post(payment.page(BACK), "decision=APPROVE").expect(303);
        ends(payment, "COMPLETED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "decision=", "decision=approve", "decision=BOTH", "answer=APPROVE"})
    void a_form_without_a_decision_decides_nothing(String form) {
        var payment = waiting(WAITS);
        assertThat(payer.post(payment.page(BACK), form).expect(422).body()).contains("Nothing was decided");
        assertThat(payer.get(payment.page()).expect(200).body()).contains(ASKS);
    }

    @Test
    void a_form_with_two_decisions_or_of_another_type_is_refused() {
        var payment = waiting(WAITS);
        payer.post(payment.page(BACK), "decision=APPROVE&decision=REFUSE").expect(422);
        SERVER.stranger()
                .post(payment.page(BACK), "{\"decision\": \"APPROVE\"}")
                .expect(415);
        assertThat(payer.get(payment.page()).expect(200).body()).contains(ASKS);
    }

    @Test
    void the_page_runs_nothing_and_its_address_stays_a_secret() {
        var payment = waiting(WAITS);
        var page = payer.get(payment.page(BACK)).expect(200);
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "script-src", "style-src", "*");
        assertThat(page.header("Referrer-Policy")).contains("no-referrer");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("X-Robots-Tag")).contains("noindex");
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(page.body())
                .startsWith("<!doctype html>\n<html lang=\"en\">")
                .doesNotContain("<script", "style=", "<style", "onclick", "http:", "https:");
        answer(payment.page(BACK), "REFUSE").expect(303);
        ends(payment, "FAILED");
        TestLog.assertHolds("/sandbox/challenge/{secret}");
        TestLog.assertHoldsNone(SERVER.stranger(), payment.secret());
    }

    private Answer answer(String page, String decision) {
        return payer.post(page, "decision=" + decision);
    }

    private void ends(Waiting payment, String status) {
        Eventually.isTrue(
                "the payment is " + status,
                () -> Payments.status(shop, "collection", payment.reference()).equals(status));
    }

    private String message(Waiting payment) {
        return shop.get("/v1/status/collection/" + payment.reference())
                .expect(200)
                .text("gateway_message");
    }
}
