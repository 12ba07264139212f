package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.merchant.Secret;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.TestLog;
import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is told to no log and to nobody else, and the id that finds a request in the log.
class SecretsApiTest {
    private static final String CARD = "4111111111111111";
    /// Longer than any is, so that nothing else looks like it.
    private static final String CVV = "cvv-98731";

    /// Used by one test only, so that they can be searched for.
    private static final String PHONE_OF_PAYER = "231886409789";

    private static final String PHONE_OF_PAYEE = "231776409789";
    private static final String PHONE_OF_USER = "231886418789";
    private static final String PASSCODE = "739164820571";
    private static final String WRONG_PASSCODE = "739164820572";
    private static final String CARD_TOKEN = "pm_1NotOneOfTheTestCards42";

    private static final String OBTAIN = "/v1/jwt/client/obtain/token";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void secrets_of_requests_are_neither_logged_nor_answered() {
        var registered = SERVER.register();
        var credential = registered.credential();
        var secret = credential.secret().plain();
        var token = SERVER.stranger()
                .post(OBTAIN, credentials(credential.clientId(), secret))
                .expect(200)
                .text("access_token");
        var shop = SERVER.stranger().with("Authorization", "Bearer " + token).with("X-Request-Id", "secrets-run-1");
        var wrong = "ods_Wr0ngSecretThatIsAlmostRight";
        List<Answer> answers = new ArrayList<>(List.of(
                shop.post(OBTAIN, credentials(credential.clientId(), wrong)).expect(401),
                shop.post(OBTAIN, credentials(secret, "x")).expect(401),
                shop.post(OBTAIN, "{\"client_secret\": \"" + secret + "\"}").expect(422),
                shop.post(OBTAIN, "{\"client_id\": [\"" + secret + "\"], \"client_secret\": 5}")
                        .expect(422),
                shop.post(OBTAIN, "{\"client_secret\": \"" + secret + "\",").expect(422),
                shop.post("/v1/parties/create", "{\"fullname\": \"" + CARD + "\"}")
                        .expect(422),
                shop.post("/v1/parties/create", "{\"cvv\": \"" + CVV + "\", \"pan\": \"" + CARD + "\"}")
                        .expect(422),
                shop.get("/v1/orders/retrieve/" + secret).expect(404),
                shop.get("/v1/orders/list?status=" + secret).expect(422),
                shop.get("/" + secret).expect(404),
                shop.get("/v1/" + secret).expect(404),
                shop.with("Authorization", "Bearer " + token + "x")
                        .get("/v1/orders/list")
                        .expect(401),
                shop.with("Authorization", "Basic " + secret)
                        .get("/v1/orders/list")
                        .expect(401),
                shop.with("Content-Type", "text/plain").post(OBTAIN, credentials(credential.clientId(), secret))));
        var order = Orders.createActive(shop);
        answers.add(shop.delete("/v1/orders/cancel/" + order).expect(200));
        for (var host : List.of(CARD + "@a", "a:" + CARD, CARD + "/x", "a\r\nHost: " + CARD)) {
            try (var stranger = RawConnection.open(SERVER.url())) {
                stranger.send("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
                assertThat(stranger.reply(false).orElseThrow().status())
                        .as(host)
                        .isEqualTo(400);
            }
        }

        TestLog.assertHolds("secrets-run-1", "{version}/orders/cancel/{id}");
        TestLog.assertHoldsNone(SERVER.stranger(), secret, token, wrong, CARD, CVV, "ods_");
        TestLog.assertHoldsNone(
                SERVER.stranger(),
                database().password(),
                SERVER.database().owner().password());
        for (var answer : answers) {
            assertThat(answer.body()).doesNotContain(secret, token, wrong, CARD, CVV);
        }
    }

    @Test
    void what_payments_are_made_with_is_not_logged() {
        var registered = SERVER.register();
        SERVER.setPasscode(registered.merchant().id(), PHONE_OF_USER, "user-zxcvbn", PASSCODE);
        var shop = SERVER.client(registered.credential()).with("X-Request-Id", "payments-run-1");
        long payer = Payments.account(shop, "COLLECTION", PHONE_OF_PAYER);
        long recipient = Payments.account(shop, "PAYOUT", PHONE_OF_PAYEE);
        long waiting = Payments.card(shop, "pm_card_threeDSecure2Required");
        var order = Orders.createActive(shop);
        Payments.collectOrder(shop, order, payer);
        shop.get("/v1/orders/receipt/" + order).expect(200);
        var card = Payments.collectOrder(shop, Orders.createActive(shop), waiting);
        assertThat(card.json().path("requires_action").booleanValue()).isTrue();
        var refused = payOut(shop, recipient, WRONG_PASSCODE);
        assertThat(refused.expect(422).errors()).containsExactly("body.passcode.token.code value_error");
        assertThat(refused.body()).doesNotContain(WRONG_PASSCODE);
        var paid = payOut(shop, recipient, PASSCODE);
        assertThat(paid.expect(200).text("status")).isEqualTo("COMPLETED");
        long session = Payments.checkout(shop, Orders.createActive(shop));
        var key = shop.post("/v1/realtime-keys/collection", """
            {"session_id": %d, "source_type": "ORDER", "reference_id": "%s"}\
            """.formatted(session, Payments.reference()))
                .expect(200);
        shop.get("/v1/predictions/mmo-provider-info?operation_type=PAYOUT&phone=" + PHONE_OF_PAYEE)
                .expect(200);
        shop.get("/v1/predictions/card-provider-info?operation_type=COLLECTION&payment_method_id=" + CARD_TOKEN)
                .expect(404);

        TestLog.assertHolds("payments-run-1", "executions/payout", "card-provider-info");
        TestLog.assertHoldsNone(SERVER.stranger(), PHONE_OF_PAYER, PHONE_OF_PAYEE, PHONE_OF_USER, "user-zxcvbn");
        TestLog.assertHoldsNone(SERVER.stranger(), PASSCODE, WRONG_PASSCODE, CARD_TOKEN, "pm_card");
        TestLog.assertHoldsNone(SERVER.stranger(), card.text("client_secret"), key.text("access_token"));
        assertThat(Rows.holding(SERVER, PASSCODE)).isEmpty();
        assertThat(Rows.holding(SERVER, WRONG_PASSCODE)).isEmpty();
    }

    private static Answer payOut(Client shop, long recipient, String code) {
        long session = Payments.payoutSession(shop, recipient, "USD", "1");
        return shop.post(
                "/v1/executions/payout", """
                    {"session_id": "%d", "payout_account_id": "%d", "reference_id": "%s",
                     "passcode": {"token": {"code": "%s", "phone": "%s", "user_id": "user-zxcvbn"},
                                  "device": {"name": "till", "type": "web", "platform": "linux", "user_agent": "test",
                                             "client_ip": "127.0.0.1"}}}\
                    """.formatted(session, recipient, Payments.reference(), code, PHONE_OF_USER));
    }

    @Test
    void a_card_number_is_no_request_id() {
        for (var id : List.of(CARD, "4111-1111-1111-1111", "order-" + CARD)) {
            var answer = SERVER.stranger().with("X-Request-Id", id).get("/v1/orders/list");
            assertThat(answer.expect(401).header("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
        }
    }

    @Test
    void a_failure_tells_nothing_but_the_request_id_and_logs_no_value() {
        var shop = SERVER.newMerchant().with("X-Request-Id", "broken-table-1");
        rename("party", "party_away");
        try {
            var answer = shop.post("/v1/parties/create", """
                {"fullname": "Zxcv Unloggable", "phone": "231776655443"}\
                """).expect(500);
            assertThat(answer.json()).hasSize(2);
            assertThat(answer.text("detail")).isEqualTo("Internal Server Error");
            assertThat(answer.text("request_id")).isEqualTo("broken-table-1");
        } finally {
            rename("party_away", "party");
        }
        TestLog.assertHolds("broken-table-1", "unexpected failure");
        TestLog.assertHoldsNone(SERVER.stranger(), "Unloggable", "231776655443");
    }

    @Test
    void what_holds_a_secret_does_not_print_it() {
        var registered = SERVER.register();
        var secret = registered.credential().secret().plain();
        assertThat(registered.toString()).contains("***").doesNotContain(secret);
        assertThat(new Secret("ods_x").toString()).isEqualTo("***");
        assertThat(SERVER.demoMerchant().toString())
                .contains("***")
                .doesNotContain(SERVER.demoMerchant().clientSecret());
        assertThat(database().toString())
                .contains("***")
                .doesNotContain(database().password());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a", "0.9_A-z", "3e9c1c9e-9a0f-4a6c-8ad7-0d5f2c3b1a00"})
    void a_plain_request_id_is_kept(String id) {
        var named = SERVER.stranger().with("X-Request-Id", id);
        assertThat(named.get("/v1/orders/list").expect(401).header("X-Request-Id"))
                .contains(id);
        TestLog.assertHolds("\"" + id + "\"");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"with space", "quote\"", "ümlaut", "a;b", "<script>", "{}"})
    void an_unusual_request_id_is_replaced(String id) {
        var answer = SERVER.stranger().with("X-Request-Id", id).get("/v1/orders/list");
        var given = answer.expect(401).header("X-Request-Id").orElseThrow();
        assertThat(given).matches("[0-9a-f-]{36}");
        TestLog.assertHolds(given);
    }

    @Test
    void a_long_request_id_is_replaced_and_64_characters_are_kept() {
        var named = SERVER.stranger().with("X-Request-Id", "x".repeat(64));
        assertThat(named.get("/v1/orders/list").header("X-Request-Id")).contains("x".repeat(64));
        var longer = SERVER.stranger().with("X-Request-Id", "x".repeat(65));
        assertThat(longer.get("/v1/orders/list").header("X-Request-Id").orElseThrow())
                .hasSize(36);
    }

    @Test
    void every_kind_of_answer_has_a_request_id() {
        var shop = SERVER.newMerchant();
        var answers = List.of(
                shop.get("/v1/orders/list").expect(200),
                SERVER.stranger().get("/v1/orders/list").expect(401),
                shop.get("/v1/orders/retrieve/0").expect(404),
                shop.get("/nowhere").expect(404),
                shop.post("/v1/orders/list", "{}").expect(405),
                shop.post("/v1/orders/create", "{}").expect(422),
                shop.get("/health/live").expect(200));
        assertThat(answers.stream().map(answer -> answer.header("X-Request-Id").orElseThrow()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f-]{36}"));
    }

    private static DatabaseAccess database() {
        return SERVER.database().server();
    }

    private static String credentials(String clientId, String secret) {
        return "{\"client_id\": \"" + clientId + "\", \"client_secret\": \"" + secret + "\"}";
    }

    private static void rename(String from, String to) {
        SERVER.database().asOwner().useHandle(handle -> handle.execute("alter table " + from + " rename to " + to));
    }
}
