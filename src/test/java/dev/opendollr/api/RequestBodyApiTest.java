package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.RawHttp;
import dev.opendollr.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that are broken, hostile, or merely unusual.
class RequestBodyApiTest {
    private static final String CREATE = "/v1/parties/create";
    private static final int BYTES_MAX = 64 * 1024;
    private static final int TEXT_MAX = 1_000;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{",
                "}",
                "[1,",
                "{} {}",
                "{}x",
                "{\"a\": }",
                "{\"a\" 1}",
                "{'a': 1}",
                "{a: 1}",
                "{\"a\": 01}",
                "   ",
                "{\"a\": nul}",
                "{\"a\": NaN}",
                "{\"a\": Infinity}",
                "{\"a\": +1}",
                "{\"a\": .5}",
                "{\"a\": 1,}",
                "{\"a\": \"\t\"}",
                "{\"a\": \"\\x\"}",
                "{\"a\": \"\\u12\"}",
                "// {}"
            })
    void malformed_json_is_named_by_its_place_alone(String body) {
        var answer = shop.post(CREATE, body).expect(422);
        assertThat(answer.errors()).hasSize(1);
        var error = answer.json().at("/detail/0");
        assertThat(error.get("type").stringValue()).isEqualTo("json_invalid");
        assertThat(error.get("msg").stringValue()).isEqualTo("JSON decode error");
        assertThat(error.at("/loc/0").stringValue()).isEqualTo("body");
        assertThat(error.at("/loc/1").intValue()).isBetween(0, body.length());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "application/json", "APPLICATION/JSON", "application/json;charset=UTF-8",
                "application/json ; charset=utf-8", "application/problem+json", "application/vnd.shop.v1+json"
            })
    void a_body_declared_as_json_is_read(String type) {
        shop.with("Content-Type", type).post(CREATE, party("Ma Hawa")).expect(200);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "application/x-www-form-urlencoded",
                "application/jsonp",
                "application",
                "multipart/form-data; boundary=x",
                "application/xml",
                "text/plain; a=application/json"
            })
    void a_body_declared_otherwise_is_not_read(String type) {
        assertThat(shop.with("Content-Type", type)
                        .post(CREATE, party("Ma Hawa"))
                        .expect(422)
                        .errors())
                .containsExactly("body model_attributes_type");
    }

    @Test
    void a_body_that_is_declared_as_nothing_is_read_as_json() {
        assertThat(RawHttp.status(send(party("Ma Hawa").getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(200);
    }

    @Test
    void a_body_that_is_not_utf_8_is_refused() {
        var body = "{\"fullname\": \"M\u00e4\", \"phone\": \"231771234567\"}".getBytes(StandardCharsets.ISO_8859_1);
        var answer = send(body);
        assertThat(RawHttp.status(answer)).isEqualTo(422);
        assertThat(answer).contains("value_error").contains("UTF-8");
    }

    @Test
    void a_body_of_exactly_the_limit_is_read_and_one_more_byte_refused() {
        var start = "{\"fullname\": \"Ma Hawa\", \"phone\": \"231771234567\", \"filler\": \"";
        var filler = "x".repeat(BYTES_MAX - start.length() - 2);
        shop.post(CREATE, start + filler + "\"}").expect(200);
        assertThat(shop.post(CREATE, start + filler + "x\"}").expect(413).text("detail"))
                .contains(Integer.toString(BYTES_MAX));
    }

    @Test
    void a_text_of_exactly_the_limit_is_taken_and_one_more_character_refused() {
        shop.post(CREATE, party("x".repeat(TEXT_MAX))).expect(200);
        assertThat(shop.post(CREATE, party("x".repeat(TEXT_MAX + 1)))
                        .expect(422)
                        .errors())
                .containsExactly("body.fullname string_too_long");
    }

    @Test
    void a_body_of_very_many_parts_is_refused() {
        var parts = "{\"fullname\": \"A\", \"phone\": \"231771234567\", \"x\": [" + "1,".repeat(20_000) + "1]}";
        assertThat(shop.post(CREATE, parts).expect(422).errors()).containsExactly("body value_error");
    }

    @Test
    void a_large_body_is_refused_also_without_a_declared_length() {
        var chunk = new byte[1024];
        Arrays.fill(chunk, (byte) ' ');
        var text = new String(chunk, StandardCharsets.US_ASCII);
        var request = new StringBuilder(head("Transfer-Encoding: chunked"));
        for (int count = 0; count <= BYTES_MAX / chunk.length; count++) {
            request.append("400\r\n").append(text).append("\r\n");
        }
        var answer = RawHttp.exchange(
                SERVER.url(), request.append("0\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        assertThat(RawHttp.status(answer)).as(answer).isEqualTo(413);
    }

    @Test
    void a_length_that_cannot_be_kept_is_refused_at_once() {
        var answer = RawHttp.exchange(
                SERVER.url(), head("Content-Length: 9999999999").getBytes(StandardCharsets.US_ASCII));
        assertThat(RawHttp.status(answer)).as(answer).isEqualTo(413);
    }

    @ParameterizedTest(name = "{0} levels")
    @ValueSource(ints = {33, 1_000, 30_000})
    void deep_nesting_is_refused_with_the_reason(int levels) {
        var answer = shop.post(CREATE, "{\"a\": " + "[".repeat(levels) + "]".repeat(levels) + "}")
                .expect(422);
        assertThat(answer.errors()).containsExactly("body value_error");
        assertThat(answer.json().at("/detail/0/msg").stringValue()).contains("nests deeper than 32");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "1e400, less_than_equal",
        "-1e400, greater_than_equal",
        "1e-400, greater_than_equal",
        "1e100000000, less_than_equal",
        "1e2147483647, less_than_equal",
        "-1e100000000, greater_than_equal",
        "1e-100000000, greater_than_equal",
        "'\"1e400\"', less_than_equal",
        "'\"1e100000000\"', less_than_equal",
        "'\"1e999999999\"', less_than_equal",
        "'\"1e-999999999\"', greater_than_equal",
        "'\"1e9999999999\"', float_parsing",
        "1000000000000, less_than_equal",
        "999999999999.995, less_than_equal",
    })
    void an_amount_beyond_all_bounds_is_refused_at_once(String amount, String type) {
        long order = Orders.create(shop);
        assertThat(shop.post("/v1/orders/" + order + "/items/add", Orders.item("USD", 1, amount))
                        .expect(422)
                        .errors())
                .containsExactly("body.amount " + type);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "1e400, less_than_equal",
        "1e100000000, less_than_equal",
        "-1e100000000, greater_than_equal",
        "1e-100000000, int_from_float",
        "99999999999999999999999999, less_than_equal",
        "'\"99999999999999999999999999\"', less_than_equal",
        "1000001, less_than_equal",
    })
    void a_quantity_beyond_all_bounds_is_refused_at_once(String qty, String type) {
        long order = Orders.create(shop);
        var body = "{\"name\": \"Rice\", \"currency\": \"USD\", \"qty\": " + qty + ", \"amount\": 1}";
        assertThat(shop.post("/v1/orders/" + order + "/items/add", body)
                        .expect(422)
                        .errors())
                .containsExactly("body.qty " + type);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1e100000000", "-1e400", "0", "-5", "99999999999999999999", "\"987654321\"", "1e18"})
    void an_id_of_any_size_is_one_that_nobody_has(String id) {
        assertThat(shop.post(
                                "/v1/counterparties/create",
                                "{\"relationship_type\": \"CUSTOMER\", \"party_id\": " + id + "}")
                        .expect(422)
                        .errors())
                .containsExactly("body.party_id value_error");
    }

    @Test
    void a_number_that_is_too_long_is_refused_with_the_reason() {
        for (var number : List.of("9".repeat(401), "1e9999999999", "-1e99999999999999999999")) {
            var answer = shop.post(CREATE, "{\"a\": " + number + "}").expect(422);
            assertThat(answer.errors()).containsExactly("body value_error");
            assertThat(answer.json().at("/detail/0/msg").stringValue()).contains("too long");
        }
    }

    @Test
    void values_are_converted_as_a_lax_reader_does() {
        var counterparty = shop.post("/v1/counterparties/create", "{\"relationship_type\": \"CUSTOMER\"}");
        var body = Orders.draft(counterparty.id(), "USD")
                .replace(counterparty.id() + ",", "\"" + counterparty.id() + ".0\",")
                .replace("true", "\"YES\"");
        var order = shop.post("/v1/orders/create", body).expect(200);
        assertThat(order.json().get("counterparty_id").longValue()).isEqualTo(counterparty.id());
        assertThat(order.json().get("as_payment_link").booleanValue()).isTrue();
        var item = shop.post("/v1/orders/" + order.id() + "/items/add", """
            {"name": "Rice", "currency": "USD", "qty": 2.0, "amount": "1.50"}\
            """).expect(200);
        assertThat(item.json().get("qty").intValue()).isEqualTo(2);
        assertThat(item.json().get("amount").decimalValue()).isEqualByComparingTo("1.5");
    }

    @Test
    void unknown_members_are_ignored() {
        var answer = shop.post(CREATE, """
            {"fullname": "Ma Hawa", "phone": "231771234567", "id": 1, "colour": {"deep": [1, null]}, "": true}\
            """).expect(200);
        assertThat(answer.body()).doesNotContain("colour");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"\\ud800", "\\u0000", "a\\udfff", "\\ud800\\ud800", ""})
    void names_that_are_no_text_are_answered_without_a_failure(String name) {
        shop.post(CREATE, "{\"" + name + "\": {\"cvv\": \"123\"}}").expect(422);
    }

    @Test
    void unusual_text_comes_back_as_it_went() {
        var name = "\u00c4\u4e2d\ud83d\ude00 a\u0301 <b>'\\\"; drop table party; --";
        var answer = shop.post(CREATE, party(name.replace("\\", "\\\\").replace("\"", "\\\"")));
        assertThat(answer.expect(200).text("fullname")).isEqualTo(name);
        assertThat(shop.get("/v1/parties/retrieve/" + answer.id()).expect(200).text("fullname"))
                .isEqualTo(name);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"GET, retrieve, 200", "PUT, publish, 422", "DELETE, cancel, 200"})
    void an_empty_body_may_be_declared_as_json(String method, String action, int status) {
        long order = Orders.createActive(shop);
        var declared = shop.with("Content-Type", "application/json");
        var answer =
                declared.send(method, "/v1/orders/" + action + "/" + order, "").expect(status);
        assertThat(answer.body()).doesNotContain("missing");
    }

    @Test
    void an_update_without_a_body_lacks_it() {
        Answer answer = shop.put("/v1/orders/update/" + Orders.create(shop), "");
        assertThat(answer.expect(422).errors()).containsExactly("body missing");
    }

    private static String party(String fullname) {
        return "{\"fullname\": \"" + fullname + "\", \"phone\": \"231771234567\"}";
    }

    private String head(String length) {
        return String.join(
                "\r\n",
                "POST " + CREATE + " HTTP/1.1",
                "Host: localhost",
                "Authorization: " + shop.header("Authorization"),
                "Connection: close",
                length,
                "",
                "");
    }

    private String send(byte[] body) {
        var head = head("Content-Length: " + body.length).getBytes(StandardCharsets.US_ASCII);
        var request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return RawHttp.exchange(SERVER.url(), request);
    }
}
