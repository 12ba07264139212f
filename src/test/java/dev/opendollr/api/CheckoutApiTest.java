package dev.opendollr.api;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestServer;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sources that are made, filled and published in one call.
class CheckoutApiTest {
    private static final String PHONE = "231771234567";
    private static final String RICE = item("Rice", "USD", "10.50");
    private static final int RIVALS = 8;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @Test
    void the_least_there_is_makes_a_published_order_of_a_new_customer() {
        var checkout = create("HOSTED", "ORDER", RICE + ", " + item("Beans", "USD", "2"))
                .expect(200);
        assertThat(checkout.text("source_type")).isEqualTo("ORDER");
        assertThat(checkout.text("source_status")).isEqualTo("ACTIVE");
        assertThat(checkout.text("mode")).isEqualTo("HOSTED");
        assertThat(checkout.text("currency")).isEqualTo("USD");
        assertThat(checkout.json().path("total_amount").decimalValue()).isEqualByComparingTo("12.50");
        assertThat(checkout.json().path("source_checkout_config_id").longValue())
                .isPositive();
        for (var empty : new String[] {"reference_id", "due_date", "success_url", "cancel_url", "expires_at"}) {
            assertThat(checkout.json().get(empty).isNull()).as(empty).isTrue();
        }

        var order = shop.get("/v1/orders/retrieve/" + checkout.json().path("source_id"))
                .expect(200)
                .json();
        assertThat(order.path("order_number").stringValue()).isEqualTo(checkout.text("source_number"));
        assertThat(order.path("status").stringValue()).isEqualTo("ACTIVE");
        assertThat(order.path("note").stringValue()).isEmpty();
        assertThat(order.path("fee_bearer").stringValue()).isEqualTo("PAYER");
        assertThat(order.path("as_payment_link").booleanValue()).isTrue();
        assertThat(order.path("order_items"))
                .hasSize(2)
                .allMatch(item -> item.path("qty").intValue() == 1);
        var counterparty = order.path("counterparty");
        assertThat(counterparty.path("id")).isEqualTo(checkout.json().path("counterparty_id"));
        assertThat(counterparty.path("relationship_type").stringValue()).isEqualTo("CUSTOMER");
        assertThat(counterparty.path("party").path("id"))
                .isEqualTo(checkout.json().path("party_id"));
        assertThat(counterparty.path("party").path("fullname").stringValue()).isEqualTo(PHONE);
        assertThat(counterparty.path("party").path("phone").stringValue()).isEqualTo(PHONE);
    }

    @Test
    void everything_that_is_given_is_kept() {
        var checkout = create("DIRECT", "INVOICE", RICE, """
            , "party_name": "Ma Hawa", "party_email": "hawa@example.com", "party_relationship": "DONOR",
            "reference_id": "cart 7", "note": "Thanks", "due_date": "2099-01-02T03:04:05+01:00",
            "success_url": "http://localhost:3000/ok?cart=7", "cancel_url": "https://shop.example.com/no",
            "expires_at": "2099-01-01T00:00:00Z"
            """).expect(200);
        assertThat(checkout.text("mode")).isEqualTo("DIRECT");
        assertThat(checkout.text("source_number")).startsWith("INV-");
        assertThat(checkout.text("reference_id")).isEqualTo("cart 7");
        assertThat(checkout.text("due_date")).isEqualTo("2099-01-02T02:04:05Z");
        assertThat(checkout.text("success_url")).isEqualTo("http://localhost:3000/ok?cart=7");
        assertThat(checkout.text("cancel_url")).isEqualTo("https://shop.example.com/no");
        assertThat(checkout.text("expires_at")).isEqualTo("2099-01-01T00:00:00Z");
        var party = shop.get("/v1/parties/retrieve/" + checkout.json().path("party_id"));
        assertThat(party.text("fullname")).isEqualTo("Ma Hawa");
        assertThat(party.text("email")).isEqualTo("hawa@example.com");
        var counterparty =
                shop.get("/v1/counterparties/retrieve/" + checkout.json().path("counterparty_id"));
        assertThat(counterparty.text("relationship_type")).isEqualTo("DONOR");
        var status = shop.get("/v1/status/source?source_type=INVOICE&source_id="
                + checkout.json().path("source_id"));
        assertThat(status.expect(200).text("status")).isEqualTo("ACTIVE");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "//evil.example",
                "https://good.example@evil.example/",
                "http://a\\r\\nSet-Cookie: x",
                "https://shop.example.com/\\u202e",
                "myapp://done",
                ""
            })
    void an_address_that_no_payer_should_be_sent_to_is_refused(String address) {
        for (var field : new String[] {"success_url", "cancel_url"}) {
            var answer = create("DIRECT", "ORDER", RICE, ", \"" + field + "\": \"" + address + "\"");
            assertThat(answer.expect(422).errors()).containsExactly("body." + field + " value_error");
        }
    }

    @Test
    void placeholders_in_addresses_stay_and_plain_http_leads_anywhere_in_the_sandbox() {
        var checkout = create("DIRECT", "ORDER", RICE, """
            , "success_url": "https://shop.example.com/{order}?s={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://web:3000/no"
            """).expect(200);
        assertThat(checkout.text("success_url")).isEqualTo("https://shop.example.com/{order}?s={CHECKOUT_SESSION_ID}");
        assertThat(checkout.text("cancel_url")).isEqualTo("http://web:3000/no");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"HOSTED", "DIRECT"})
    void the_link_leads_to_the_payers_page_in_every_mode(String mode) {
        var checkout = create(mode, "ORDER", RICE).expect(200);
        assertThat(checkout.text("url")).isEqualTo(SERVER.url() + "/pay/" + checkout.text("hosted_path_or_token"));
        var page = SERVER.stranger().get("/pay/" + checkout.text("hosted_path_or_token"));
        assertThat(page.expect(200).body()).contains(checkout.text("source_number"), "USD 10.50", "What you pay");
        var link = shop.get("/v1/links/pay?source_type=ORDER&source_number=" + checkout.text("source_number"));
        assertThat(link.text("url")).isEqualTo(checkout.text("url"));
    }

    @Test
    void party_and_counterparty_are_found_when_they_are_there() {
        var first = create("HOSTED", "ORDER", RICE).expect(200).json();
        var second = create("HOSTED", "INVOICE", RICE, ", \"party_name\": \"Another name\"")
                .expect(200)
                .json();
        assertThat(second.path("party_id")).isEqualTo(first.path("party_id"));
        assertThat(second.path("counterparty_id")).isEqualTo(first.path("counterparty_id"));
        assertThat(shop.get("/v1/parties/retrieve/" + first.path("party_id")).text("fullname"))
                .isEqualTo(PHONE);
        var supplier = create("HOSTED", "ORDER", RICE, ", \"party_relationship\": \"SUPPLIER\"")
                .expect(200)
                .json();
        assertThat(supplier.path("party_id")).isEqualTo(first.path("party_id"));
        assertThat(supplier.path("counterparty_id")).isNotEqualTo(first.path("counterparty_id"));
        assertThat(Pages.ids(shop.get("/v1/parties/list"))).hasSize(1);
        assertThat(Pages.ids(shop.get("/v1/counterparties/list"))).hasSize(2);
    }

    @Test
    void of_several_parties_with_the_phone_the_oldest_is_found() {
        var body = "{\"fullname\": \"Ma Hawa\", \"phone\": \"" + PHONE + "\"}";
        long oldest = shop.post("/v1/parties/create", body).expect(200).id();
        shop.post("/v1/parties/create", body).expect(200);
        var checkout = create("HOSTED", "ORDER", RICE).expect(200);
        assertThat(checkout.json().path("party_id").longValue()).isEqualTo(oldest);
    }

    @Test
    void another_merchants_party_is_not_found() {
        var other = SERVER.newMerchant();
        long theirs = other.post("/v1/parties/create", "{\"fullname\": \"x\", \"phone\": \"" + PHONE + "\"}")
                .expect(200)
                .id();
        assertThat(create("HOSTED", "ORDER", RICE).json().path("party_id").longValue())
                .isNotEqualTo(theirs);
    }

    @Test
    void customers_who_come_at_once_with_one_phone_are_one_party() {
        for (int round = 0; round < 10; round++) {
            var client = SERVER.newMerchant();
            Callable<Answer> rival = () -> create(client, "HOSTED", "ORDER", RICE, "");
            var checkouts = Race.answers(Race.run(Collections.nCopies(RIVALS, rival)));
            assertThat(checkouts).hasSize(RIVALS).allMatch(checkout -> checkout.status() == 200);
            assertThat(checkouts.stream()
                            .map(checkout -> checkout.json().path("counterparty_id"))
                            .distinct())
                    .hasSize(1);
            assertThat(Pages.ids(client.get("/v1/parties/list"))).hasSize(1);
        }
    }

    @Test
    void a_counterparty_that_is_named_wins() {
        long party = shop.post("/v1/parties/create", "{\"fullname\": \"Old Joe\", \"phone\": \"231770000009\"}")
                .expect(200)
                .id();
        long named = shop.post(
                        "/v1/counterparties/create", "{\"relationship_type\": \"FRIEND\", \"party_id\": " + party + "}")
                .expect(200)
                .id();
        var checkout = create("HOSTED", "ORDER", RICE, ", \"counterparty_id\": " + named)
                .expect(200)
                .json();
        assertThat(checkout.path("counterparty_id").longValue()).isEqualTo(named);
        assertThat(checkout.path("party_id").longValue()).isEqualTo(party);
        assertThat(Pages.ids(shop.get("/v1/parties/list"))).containsExactly(party);
        assertThat(create("HOSTED", "ORDER", RICE, ", \"counterparty_id\": 987654321")
                        .expect(422)
                        .errors())
                .containsExactly("body.counterparty_id value_error");
    }

    @Test
    void a_counterparty_without_a_party_is_paid_for_by_the_one_with_the_phone() {
        long named = shop.post("/v1/counterparties/create", "{\"relationship_type\": \"FRIEND\"}")
                .expect(200)
                .id();
        var checkout = create("HOSTED", "ORDER", RICE, ", \"counterparty_id\": " + named)
                .expect(200)
                .json();
        assertThat(checkout.path("counterparty_id").longValue()).isEqualTo(named);
        long payer = checkout.path("party_id").longValue();
        assertThat(Pages.ids(shop.get("/v1/parties/list"))).containsExactly(payer);
        var counterparty =
                shop.get("/v1/counterparties/retrieve/" + named).expect(200).json();
        assertThat(counterparty.path("party_id").longValue()).isEqualTo(payer);
        assertThat(counterparty.at("/party/phone").stringValue()).isEqualTo(PHONE);
        assertThat(counterparty.path("relationship_type").stringValue()).isEqualTo("FRIEND");
        var other =
                body("HOSTED", "ORDER", RICE, ", \"counterparty_id\": " + named).replace(PHONE, "231770000009");
        assertThat(shop.post("/v1/checkouts/create", other)
                        .expect(200)
                        .json()
                        .path("party_id")
                        .longValue())
                .isEqualTo(payer);
    }

    @Test
    void a_counterparty_without_a_party_gets_one_however_many_come_at_once() {
        for (int round = 0; round < 5; round++) {
            var client = SERVER.newMerchant();
            long named = Orders.counterparty(client);
            var rivals = IntStream.range(0, RIVALS)
                    .<Callable<Answer>>mapToObj(number -> () -> client.post(
                            "/v1/checkouts/create",
                            body("HOSTED", "ORDER", RICE, ", \"counterparty_id\": " + named)
                                    .replace(PHONE, "23177000010" + number)))
                    .toList();
            var checkouts = Race.answers(Race.run(rivals));
            assertThat(checkouts).hasSize(RIVALS).allMatch(checkout -> checkout.status() == 200);
            var party =
                    client.get("/v1/counterparties/retrieve/" + named).json().path("party_id");
            assertThat(checkouts)
                    .allMatch(checkout -> checkout.json().path("party_id").equals(party));
        }
    }

    @Test
    void only_verified_merchants_have_hosted_checkouts() {
        var unverified = SERVER.client(SERVER.registerUnverified().credential());
        assertThat(create(unverified, "HOSTED", "ORDER", RICE, "").expect(403).text("detail"))
                .contains("not verified");
        unverified.post("/v1/checkouts/create", "{\"mode\": \"HOSTED\"}").expect(403);
        var direct = create(unverified, "DIRECT", "ORDER", RICE, "").expect(200);
        SERVER.stranger().get("/pay/" + direct.text("hosted_path_or_token")).expect(403);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name': 'Rice', 'currency': 'LRD', 'amount': 5} | body.items.1.currency value_error",
                "{'name': 'Rice', 'currency': 'usd', 'amount': 5} | body.items.1.currency string_pattern_mismatch",
                "{'name': 'Rice', 'currency': 'USD', 'amount': 0} | body.items.1.amount greater_than_equal",
                "{'name': 'Rice', 'currency': 'USD', 'amount': '1e12'} | body.items.1.amount less_than_equal",
                "{'name': 'Rice', 'currency': 'USD', 'amount': 999999999999.99} | body.items.1.amount value_error",
                "{'name': 5, 'currency': 'USD', 'amount': 5} | body.items.1.name string_type",
                "{'currency': 'USD', 'amount': 5} | body.items.1.name missing",
                "5 | body.items.1 model_attributes_type",
                "null | body.items.1 model_attributes_type",
            })
    void a_broken_item_is_named_by_its_place(String item, String error) {
        var before = Rows.digest(SERVER);
        assertThat(create("HOSTED", "ORDER", RICE + ", " + item.replace('\'', '"'))
                        .expect(422)
                        .errors())
                .containsExactly(error);
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @Test
    void an_amount_that_rounds_to_zero_is_named_by_its_place() {
        var items = item("Stamp", "RWF", "0.4");
        var body = body("HOSTED", "ORDER", items, "").replace("\"currency\": \"USD\"", "\"currency\": \"RWF\"");
        assertThat(shop.post("/v1/checkouts/create", body).expect(422).errors())
                .containsExactly("body.items.0.amount value_error");
    }

    @Test
    void times_that_do_not_fit_are_refused() {
        assertThat(create("HOSTED", "ORDER", RICE, ", \"expires_at\": \"2020-01-01T00:00:00Z\"")
                        .expect(422)
                        .errors())
                .containsExactly("body.expires_at value_error");
        assertThat(create("HOSTED", "ORDER", RICE, ", \"due_date\": \"2099-01-01T00:00:00Z\"")
                        .expect(422)
                        .errors())
                .containsExactly("body.due_date value_error");
    }

    @Test
    void a_repetition_under_one_key_answers_the_first_checkout_even_when_its_time_is_over() {
        var keyed = shop.with("Idempotency-Key", "cart 7");
        var soon = ", \"expires_at\": \"2099-01-01T00:00:00Z\"";
        var first = create(keyed, "HOSTED", "ORDER", RICE, soon).expect(200);
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute(
                        "update checkout set created_at = '2020-01-01', expires_at = '2020-01-02' where id = ?",
                        first.json().path("source_checkout_config_id").longValue()));
        var again = create(keyed, "HOSTED", "ORDER", RICE, soon).expect(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).contains("true");
        var page = SERVER.stranger().get("/pay/" + first.text("hosted_path_or_token"));
        assertThat(page.expect(200).body()).contains("The time to pay is over");
    }

    @Test
    void a_thousand_items_fit_and_no_more() {
        var thousand = IntStream.range(0, 1_000)
                .mapToObj(number -> "{\"name\":\"\",\"currency\":\"USD\",\"amount\":1}")
                .collect(joining(","));
        var checkout = create("HOSTED", "ORDER", thousand).expect(200);
        assertThat(checkout.json().path("total_amount").decimalValue()).isEqualByComparingTo("1000");
        assertThat(create("HOSTED", "ORDER", thousand + "," + RICE).expect(422).errors())
                .containsExactly("body.items value_error");
    }

    @Test
    void a_phone_may_look_like_a_card_number() {
        var body = body("HOSTED", "ORDER", RICE, "").replace(PHONE, "4222222222222");
        shop.post("/v1/checkouts/create", body).expect(200);
    }

    private Answer create(String mode, String kind, String items) {
        return create(shop, mode, kind, items, "");
    }

    private Answer create(String mode, String kind, String items, String more) {
        return create(shop, mode, kind, items, more);
    }

    private static Answer create(Client client, String mode, String kind, String items, String more) {
        return client.post("/v1/checkouts/create", body(mode, kind, items, more));
    }

    private static String body(String mode, String kind, String items, String more) {
        return """
            {"mode": "%s", "source_kind": "%s", "party_phone": "%s", "currency": "USD", "items": [%s]%s}\
            """.formatted(mode, kind, PHONE, items, more);
    }

    private static String item(String name, String currency, String amount) {
        return "{\"name\": \"" + name + "\", \"currency\": \"" + currency + "\", \"amount\": " + amount + "}";
    }
}
