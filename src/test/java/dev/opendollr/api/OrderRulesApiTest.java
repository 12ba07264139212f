package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What may be done to an order and its items, and when.
class OrderRulesApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @ParameterizedTest(name = "{1} {0} is {2}")
    @CsvSource({
        "USD, 10.389999999999999, 10.39",
        "USD, 0.01, 0.01",
        "USD, 0.014999, 0.01",
        "USD, 0.015, 0.02",
        "USD, 1.005, 1.01",
        "USD, 2.675, 2.68",
        "USD, 7, 7.00",
        "USD, 1e2, 100.00",
        "USD, 999999999999.99, 999999999999.99",
        "USD, 0.1e1, 1.00",
        "LRD, 0.105, 0.11",
        "RWF, 0.5, 1",
        "RWF, 1.49999999999999999999999, 1",
        "RWF, 2.5, 3"
    })
    void an_amount_is_rounded_half_up_to_the_scale_of_its_currency(String currency, String sent, String kept) {
        long order = create(currency);
        var number = add(order, currency, 1, sent).expect(200);
        assertThat(amount(number, "amount")).isEqualByComparingTo(kept);
        var text = add(create(currency), currency, 1, "\"" + sent + "\"").expect(200);
        assertThat(text.json().get("amount")).isEqualTo(number.json().get("amount"));
        assertThat(number.body()).contains("\"amount\":" + kept + ",").doesNotContain("E");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"0.4", "0.49999", "0.01"})
    void an_amount_that_rounds_to_zero_is_refused(String amount) {
        long order = create("RWF");
        assertThat(add(order, "RWF", 1, amount).expect(422).errors()).containsExactly("body.amount value_error");
        var item = add(order, "RWF", 1, "0.5").expect(200);
        assertThat(updateItem(order, item.id(), "{\"amount\": " + amount + "}")
                        .expect(422)
                        .errors())
                .containsExactly("body.amount value_error");
        assertThat(total(order)).isEqualByComparingTo("1");
    }

    @Test
    void the_total_follows_the_items() {
        long order = create("USD");
        assertThat(total(order)).isEqualByComparingTo("0");
        var rice = add(order, "USD", 3, "0.335").expect(200);
        var oil = add(order, "USD", 2, "5").expect(200);
        assertThat(total(order)).isEqualByComparingTo("11.02");
        updateItem(order, rice.id(), "{\"qty\": 1}").expect(200);
        assertThat(total(order)).isEqualByComparingTo("10.34");
        updateItem(order, oil.id(), "{\"amount\": 1.25}").expect(200);
        assertThat(total(order)).isEqualByComparingTo("2.84");
        var removed = shop.delete("/v1/orders/" + order + "/items/" + rice.id() + "/remove");
        assertThat(removed.expect(200).body()).isEqualTo("{}");
        assertThat(total(order)).isEqualByComparingTo("2.50");
        shop.delete("/v1/orders/" + order + "/items/" + rice.id() + "/remove").expect(404);
        assertThat(items(order)).hasSize(1);
    }

    @Test
    void a_total_beyond_all_bounds_is_refused() {
        long order = create("USD");
        add(order, "USD", 1, "999999999999.99").expect(200);
        assertThat(add(order, "USD", 1, "0.01").expect(422).errors()).containsExactly("body.amount value_error");
        assertThat(add(order, "USD", 1_000_000, "999999999999.99").expect(422).errors())
                .containsExactly("body.amount value_error");
        assertThat(total(order)).isEqualByComparingTo("999999999999.99");
    }

    @Test
    void an_item_update_keeps_what_it_does_not_name() {
        long order = create("USD");
        var item = add(order, "USD", 2, "5").expect(200);
        var renamed = updateItem(order, item.id(), "{\"name\": \"Oil\"}").expect(200);
        assertThat(renamed.text("name")).isEqualTo("Oil");
        assertThat(renamed.json().get("qty").intValue()).isEqualTo(2);
        assertThat(amount(renamed, "amount")).isEqualByComparingTo("5");
        var unchanged = updateItem(order, item.id(), "{\"name\": null, \"qty\": null, \"amount\": null}");
        assertThat(unchanged.expect(200).body()).isEqualTo(renamed.body());
        assertThat(updateItem(order, item.id(), "{}").expect(200).body()).isEqualTo(renamed.body());
    }

    @Test
    void an_item_has_the_currency_of_its_order() {
        long order = create("USD");
        assertThat(add(order, "LRD", 1, "5").expect(422).errors()).containsExactly("body.currency value_error");
        assertThat(items(order)).isEmpty();
    }

    @Test
    void an_item_of_another_order_is_not_found() {
        long mine = create("USD");
        long other = create("USD");
        long item = add(other, "USD", 1, "5").id();
        assertThat(updateItem(mine, item, "{\"qty\": 2}").expect(404).text("detail"))
                .isEqualTo("Item not found");
        assertThat(shop.delete("/v1/orders/" + mine + "/items/" + item + "/remove")
                        .expect(404)
                        .text("detail"))
                .isEqualTo("Item not found");
        assertThat(updateItem(987654321, item, "{\"qty\": 2}").expect(404).text("detail"))
                .isEqualTo("Order not found");
        assertThat(items(other)).hasSize(1);
    }

    @Test
    void an_order_without_an_item_is_not_published() {
        long order = create("USD");
        assertThat(publish(order).expect(422).errors()).containsExactly("path.id value_error");
        long item = add(order, "USD", 1, "5").id();
        shop.delete("/v1/orders/" + order + "/items/" + item + "/remove").expect(200);
        publish(order).expect(422);
        add(order, "USD", 1, "5").expect(200);
        assertThat(publish(order).expect(200).text("status")).isEqualTo("ACTIVE");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ACTIVE", "PROCESSING", "PAID", "CANCELED"})
    void only_a_draft_is_edited_and_published(String status) {
        long order = create("USD");
        long item = add(order, "USD", 1, "5").id();
        SERVER.database().asOwner().useHandle(handle -> handle.execute("""
            update source
               set status = ?, paid_at = case when ? = 'PAID' then now() end
             where id = ?
            """, status, status, order));
        var before = Rows.digest(SERVER);
        var refusals = List.of(
                shop.put("/v1/orders/update/" + order, "{\"note\": \"x\"}"),
                shop.put("/v1/orders/update/" + order, "{}"),
                publish(order),
                add(order, "USD", 1, "5"),
                updateItem(order, item, "{\"qty\": 2}"),
                shop.delete("/v1/orders/" + order + "/items/" + item + "/remove"));
        var locations = List.of("path.id", "path.id", "path.id", "path.order_id", "path.order_id", "path.order_id");
        for (int number = 0; number < refusals.size(); number++) {
            var refusal = refusals.get(number).expect(422);
            assertThat(refusal.errors()).containsExactly(locations.get(number) + " value_error");
            assertThat(refusal.json().at("/detail/0/msg").stringValue()).contains("the order is " + status);
        }
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @Test
    void an_update_keeps_what_is_absent_and_clears_only_the_reference() {
        long order = create("USD");
        var changed = shop.put("/v1/orders/update/" + order, """
            {"reference_id": "A-17", "note": "rice", "fee_bearer": "PAYEE", "currency": "LRD", "as_payment_link": 7}\
            """).expect(200);
        assertThat(changed.text("reference_id")).isEqualTo("A-17");
        assertThat(changed.text("note")).isEqualTo("rice");
        assertThat(changed.text("fee_bearer")).isEqualTo("PAYEE");
        assertThat(changed.text("currency")).isEqualTo("USD");
        var kept = shop.put("/v1/orders/update/" + order, "{\"note\": \"oil\"}").expect(200);
        assertThat(kept.text("reference_id")).isEqualTo("A-17");
        assertThat(kept.text("fee_bearer")).isEqualTo("PAYEE");
        var cleared = shop.put(
                        "/v1/orders/update/" + order, "{\"reference_id\": null, \"note\": null, \"fee_bearer\": null}")
                .expect(200);
        assertThat(cleared.json().get("reference_id").isNull()).isTrue();
        assertThat(cleared.text("note")).isEqualTo("oil");
        assertThat(cleared.text("fee_bearer")).isEqualTo("PAYEE");
    }

    @Test
    void a_counterparty_update_keeps_what_is_absent_or_null() {
        var party = shop.post("/v1/parties/create", "{\"fullname\": \"Ma Hawa\", \"phone\": \"231771234567\"}");
        var created = shop.post("/v1/counterparties/create", "{\"relationship_type\": \"CUSTOMER\"}");
        assertThat(created.expect(200).json().get("party_id").isNull()).isTrue();
        var path = "/v1/counterparties/update/" + created.id();
        var joined = shop.put(path, "{\"party_id\": " + party.id() + "}").expect(200);
        assertThat(joined.text("relationship_type")).isEqualTo("CUSTOMER");
        var changed = shop.put(path, "{\"relationship_type\": \"SELF\", \"party_id\": null}")
                .expect(200);
        assertThat(changed.text("relationship_type")).isEqualTo("SELF");
        assertThat(changed.json().get("party_id").longValue()).isEqualTo(party.id());
        assertThat(changed.json().get("party").isNull()).isTrue();
        assertThat(shop.put(path, "{}").expect(200).text("relationship_type")).isEqualTo("SELF");
        var detail = shop.get("/v1/counterparties/retrieve/" + created.id()).expect(200);
        assertThat(detail.json().at("/party/fullname").stringValue()).isEqualTo("Ma Hawa");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"IDLE", "ACTIVE", "PROCESSING", "CANCELED"})
    void there_is_no_receipt_before_it_is_paid(String status) {
        long order = Orders.createActive(shop);
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute("update source set status = ? where id = ?", status, order));
        var number = shop.get("/v1/orders/retrieve/" + order).text("order_number");
        assertThat(shop.get("/v1/orders/receipt/" + order).expect(422).errors()).containsExactly("path.id value_error");
        assertThat(shop.get("/v1/orders/receipt/number/" + number).expect(422).errors())
                .containsExactly("path.order_number value_error");
    }

    @Test
    void one_order_has_at_most_a_thousand_items() {
        long order = create("USD");
        add(order, "USD", 1, "1").expect(200);
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute("update source set item_count = 1000 where id = ?", order));
        assertThat(add(order, "USD", 1, "1").expect(422).errors()).containsExactly("path.order_id value_error");
    }

    private long create(String currency) {
        var counterparty = shop.post("/v1/counterparties/create", "{\"relationship_type\": \"CUSTOMER\"}")
                .expect(200);
        return shop.post("/v1/orders/create", Orders.draft(counterparty.id(), currency))
                .expect(200)
                .id();
    }

    private Answer add(long order, String currency, int qty, String amount) {
        return shop.post("/v1/orders/" + order + "/items/add", Orders.item(currency, qty, amount));
    }

    private Answer updateItem(long order, long item, String body) {
        return shop.put("/v1/orders/" + order + "/items/" + item + "/update", body);
    }

    private Answer publish(long order) {
        return shop.put("/v1/orders/publish/" + order, "");
    }

    private BigDecimal total(long order) {
        return amount(shop.get("/v1/orders/retrieve/" + order).expect(200), "total_amount");
    }

    private JsonNode items(long order) {
        return shop.get("/v1/orders/retrieve/" + order).expect(200).json().get("order_items");
    }

    private static BigDecimal amount(Answer answer, String member) {
        return answer.json().get(member).decimalValue();
    }
}
