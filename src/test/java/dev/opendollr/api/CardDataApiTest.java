package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestLog;
import dev.opendollr.testing.TestServer;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Card numbers and card codes are refused wherever they stand, and never kept or logged.
class CardDataApiTest {
    private static final String VISA = "4111111111111111";

    /// Sent by one test only, so that it can be searched for.
    private static final String VISA_TRACED = "4539578763621486";
    /// The number as people write it.
    private static final List<String> TRACED = List.of(
            VISA_TRACED,
            "4539 5787 6362 1486",
            "4539-5787-6362-1486",
            "4539.5787.6362.1486",
            "4539_5787_6362_1486",
            "4539/5787/6362/1486",
            "453957 87636 21486");
    private static final List<String> HEADERS =
            List.of("Idempotency-Key", "X-Cancel-Reason", "X-Request-Id", "User-Agent", "Accept", "X-Forwarded-For");
    private static final int ROUNDS = 300;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @AfterEach
    void nothing_of_it_was_logged() {
        TestLog.assertHoldsNone(SERVER.stranger(), VISA, "4111 1111", "4111-1111");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                VISA,
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "card 4111111111111111, thanks",
                "5555555555554444",
                "378282246310005",
                "6011111111111117",
                "2223003122003222",
                "3530111333300000",
                "30569309025904",
                "6200000000000005",
                "table 7 4111 1111 1111 1111",
                "4111 1111 1111 1111 12/29",
                "7-4111111111111111",
                "4111.1111.1111.1111",
                "4111/1111/1111/1111",
                "4111_1111_1111_1111",
                "4111, 1111, 1111, 1111",
                "4111  1111  1111  1111",
                "4111 - 1111 - 1111 - 1111",
                "4111\u2013 1111\u2013 1111\u2013 1111",
                "\uff14111\u00a01111\u00a01111\u00a01111",
                "\u0664\u0661\u0661\u0661 1111 1111 1111"
            })
    void a_card_number_in_any_text_is_refused(String text) {
        var answer = shop.post("/v1/parties/create", """
            {"fullname": "%s", "phone": "231771234567"}\
            """.formatted(text)).expect(422);
        assertThat(answer.errors()).containsExactly("body.fullname value_error");
        assertThat(answer.body()).doesNotContain(text);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'x': '4111111111111111'} | body.x",
                "{'x': {'y': ['a', '4111111111111111']}} | body.x.y.1",
                "{'cvv': '123'} | body.cvv",
                "{'cvc2': '123'} | body.cvc2",
                "{'cardNumber': 'x'} | body.cardNumber",
                "{'card': {'security-code': '1'}} | body.card.security-code",
                "{'CVC': 123} | body.CVC",
                "{'card_cvv': null} | body.card_cvv",
                "{'card_number': 'x'} | body.card_number",
                "{'x': [{'pan': {}}]} | body.x.0.pan",
                "{'phone': {'x': '4111111111111111'}} | body.phone.x",
                "{'phone': '4111 1111 1111 1111'} | body.phone",
                "{'insensitive_account_number': 'pm_4111111111111111'} | body.insensitive_account_number"
            })
    void card_data_is_refused_at_any_depth_also_where_nobody_reads(String body, String location) {
        var answer =
                shop.post("/v1/orders/1/items/add", body.replace('\'', '"')).expect(422);
        assertThat(answer.errors()).contains(location + " value_error");
    }

    @Test
    void card_data_is_refused_in_every_operation_with_a_body() {
        var sample = Sample.of(SERVER);
        var _ = sample.money();
        var before = Rows.digest(SERVER);
        for (var operation : Operation.originals()) {
            if (operation.bodySchema().isPresent()) {
                var body = sample.object(operation).put("extra", VISA).toString();
                var answer = sample.shop().send(operation.method(), sample.path(operation), body);
                assertThat(answer.expect(422).errors()).containsExactly("body.extra value_error");
            }
        }
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {VISA, "4111 1111 1111 1111", "4111-1111-1111-1111", "4111.1111.1111.1111"})
    void a_card_number_in_a_call_of_our_own_is_refused_and_not_kept(String card) {
        long order = Orders.createActive(shop);
        var reasoned = shop.with("X-Cancel-Reason", "card " + card);
        for (var answer : List.of(
                reasoned.delete("/v1/orders/cancel/" + order),
                reasoned.post("/v1/orders/" + order + "/cancel-requests", ""))) {
            assertThat(answer.expect(422).errors()).containsExactly("header.x-cancel-reason value_error");
            assertThat(answer.body()).doesNotContain(card);
        }
        var collection =
                Payments.collectOrder(shop, order, Payments.account(shop, "COLLECTION", Payments.STAYS_IN_FLIGHT));
        assertThat(collection.text("status")).isEqualTo("PROCESSING");
        var attempt = shop.get("/sandbox/attempts").expect(200).json().get(0).path("id");
        var failed = shop.post("/sandbox/attempts/" + attempt.stringValue() + "/fail", """
            {"code": "NO", "message": "card %s"}\
            """.formatted(card));
        assertThat(failed.expect(422).errors()).containsExactly("body.message value_error");
        shop.post("/sandbox/attempts/" + attempt.stringValue() + "/fail", "").expect(200);
        assertThat(Rows.holding(SERVER, card)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "4111111111111112",
                "1111111111111117",
                "411111111111",
                "55555555555544441111",
                "550e8400-e29b-41d4-a716-446655440000",
                "44444444-4444-4444-4444-444444444448",
                "2026-11-23 01:16:44",
                "ORD-2026-00001",
                "4111x1111x1111x1111"
            })
    void what_only_resembles_a_card_number_is_accepted(String text) {
        var order = shop.post("/v1/orders/create", Orders.draft(counterparty(), "USD"));
        var answer = shop.put("/v1/orders/update/" + order.id(), "{\"reference_id\": \"" + text + "\"}");
        assertThat(answer.expect(200).text("reference_id")).isEqualTo(text);
    }

    /// Whatever a caller sends it in, wherever it stands; `-Dsim.seed=N` plays another run.
    @Test
    void a_card_number_sent_anywhere_is_found_nowhere_afterwards() {
        long seed = Long.getLong("sim.seed", 1);
        var random = new SplittableRandom(seed);
        var sample = Sample.of(SERVER);
        for (int round = 0; round < ROUNDS; round++) {
            var answer = sendCard(sample, random);
            assertThat(answer.body()).as("seed %d", seed).doesNotContain(TRACED);
            assertThat(answer.status()).as("seed %d: %s", seed, answer.body()).isNotEqualTo(500);
        }
        TestLog.assertHoldsNone(SERVER.stranger(), TRACED.toArray(String[]::new));
        for (var text : TRACED) {
            assertThat(Rows.holding(SERVER, text)).as("seed %d: %s", seed, text).isEmpty();
        }
        assertThat(Rows.holding(SERVER, sample.order().number()))
                .as("a search finds")
                .isNotEmpty();
    }

    private static Answer sendCard(Sample sample, SplittableRandom random) {
        var card = TRACED.get(random.nextInt(TRACED.size()));
        var text = List.of(card, "card " + card, card + " 12/29", "7-" + card).get(random.nextInt(4));
        var operations = Operation.originals();
        var operation = operations.get(random.nextInt(operations.size()));
        var path = sample.path(operation);
        var encoded = URLEncoder.encode(text, UTF_8);
        var header = HEADERS.get(random.nextInt(HEADERS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> send(sample.shop().with(header, text), operation, path, sample.body(operation));
            case 1 -> {
                var parameters = operation.parameters("query");
                var name = parameters.isEmpty()
                        ? "q"
                        : parameters
                                .get(random.nextInt(parameters.size()))
                                .path("name")
                                .stringValue();
                var query = (path.contains("?") ? "&" : "?") + name + "=" + encoded;
                yield send(sample.shop(), operation, path + query, sample.body(operation));
            }
            case 2 -> {
                var last = path.replaceFirst("\\?.*", "").replaceFirst("[^/]*$", encoded);
                yield sample.shop().send(operation.method(), last, sample.body(operation));
            }
            default -> send(sample.shop(), operation, path, bodyWith(text, operation, sample, random));
        };
    }

    private static Answer send(Client client, Operation operation, String path, String body) {
        return client.send(operation.method(), path, body);
    }

    /// A field of the body replaced, or one added that nobody reads.
    private static String bodyWith(String text, Operation operation, Sample sample, SplittableRandom random) {
        if (operation.bodySchema().isEmpty()) {
            return "";
        }
        var object = sample.object(operation);
        var names = List.copyOf(object.propertyNames());
        int place = random.nextInt(names.size() + 2);
        if (place < names.size()) {
            return object.put(names.get(place), text).toString();
        }
        return place == names.size()
                ? object.put("extra", text).toString()
                : object.put("number", new BigInteger(VISA_TRACED)).toString();
    }

    @Test
    void a_card_number_as_a_name_is_refused_and_not_repeated() {
        var answer = shop.post("/v1/parties/create", "{\"x\": {\"4111-1111-1111-1111\": {\"cvv\": \"1\"}}}");
        assertThat(answer.expect(422).errors()).contains("body.x value_error");
        assertThat(answer.body()).doesNotContain("4111");
    }

    @Test
    void a_body_full_of_digits_is_answered() {
        var digits = "{\"fullname\": \"A\", \"phone\": \"231771234567\", \"x\": \"" + "1 ".repeat(30_000) + "\"}";
        shop.post("/v1/parties/create", digits).expect(200);
    }

    @Test
    void random_credentials_may_look_like_a_card_number() {
        SERVER.stranger().post("/v1/jwt/client/obtain/token", """
            {"client_id": "odc_4111111111111111abcdef01", "client_secret": "ods_x4111111111111111"}\
            """).expect(401);
    }

    @Test
    void a_phone_number_may_look_like_a_card_number() {
        shop.post("/v1/parties/create", """
            {"fullname": "Ma Hawa", "phone": "4222222222222"}\
            """).expect(200);
    }

    private long counterparty() {
        return shop.post("/v1/counterparties/create", "{\"relationship_type\": \"CUSTOMER\"}")
                .expect(200)
                .id();
    }
}
