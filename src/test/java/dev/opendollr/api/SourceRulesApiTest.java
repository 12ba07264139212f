package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What may be done to an order or an invoice and its items, and when.
@ParameterizedClass(name = "{0}")
@EnumSource(Kind.class)
class SourceRulesApiTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.withForcedStatuses();

    private final Client shop = SERVER.newMerchant();
    private final Kind kind;

    SourceRulesApiTest(Kind kind) {
        this.kind = kind;
    }

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
        long source = create(currency);
        var number = add(source, currency, 1, sent).expect(200);
        assertThat(amount(number, "amount")).isEqualByComparingTo(kept);
        var text = add(create(currency), currency, 1, "\"" + sent + "\"").expect(200);
        assertThat(text.json().get("amount")).isEqualTo(number.json().get("amount"));
        assertThat(number.body()).contains("\"amount\":" + kept + ",").doesNotContain("E");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"0.4", "0.49999", "0.01"})
    void an_amount_that_rounds_to_zero_is_refused(String amount) {
        long source = create("RWF");
        assertThat(add(source, "RWF", 1, amount).expect(422).errors()).containsExactly("body.amount value_error");
        var item = add(source, "RWF", 1, "0.5").expect(200);
        assertThat(updateItem(source, item.id(), "{\"amount\": " + amount + "}")
                        .expect(422)
                        .errors())
                .containsExactly("body.amount value_error");
        assertThat(total(source)).isEqualByComparingTo("1");
    }

    @Test
    void the_total_follows_the_items() {
        long source = create("USD");
        assertThat(total(source)).isEqualByComparingTo("0");
        var rice = add(source, "USD", 3, "0.335").expect(200);
        var oil = add(source, "USD", 2, "5").expect(200);
        assertThat(total(source)).isEqualByComparingTo("11.02");
        updateItem(source, rice.id(), "{\"qty\": 1}").expect(200);
        assertThat(total(source)).isEqualByComparingTo("10.34");
        updateItem(source, oil.id(), "{\"amount\": 1.25}").expect(200);
        assertThat(total(source)).isEqualByComparingTo("2.84");
        var removed = shop.delete(kind.path() + "/" + source + "/items/" + rice.id() + "/remove");
        assertThat(removed.expect(200).body()).isEqualTo("{}");
        assertThat(total(source)).isEqualByComparingTo("2.50");
        shop.delete(kind.path() + "/" + source + "/items/" + rice.id() + "/remove")
                .expect(404);
        assertThat(items(source)).hasSize(1);
    }

    @Test
    void a_total_beyond_all_bounds_is_refused() {
        long source = create("USD");
        add(source, "USD", 1, "999999999999.99").expect(200);
        assertThat(add(source, "USD", 1, "0.01").expect(422).errors()).containsExactly("body.amount value_error");
        assertThat(add(source, "USD", 1_000_000, "999999999999.99").expect(422).errors())
                .containsExactly("body.amount value_error");
        assertThat(total(source)).isEqualByComparingTo("999999999999.99");
    }

    @Test
    void an_item_update_keeps_what_it_does_not_name() {
        long source = create("USD");
        var item = add(source, "USD", 2, "5").expect(200);
        var renamed = updateItem(source, item.id(), "{\"name\": \"Oil\"}").expect(200);
        assertThat(renamed.text("name")).isEqualTo("Oil");
        assertThat(renamed.json().get("qty").intValue()).isEqualTo(2);
        assertThat(amount(renamed, "amount")).isEqualByComparingTo("5");
        var unchanged = updateItem(source, item.id(), "{\"name\": null, \"qty\": null, \"amount\": null}");
        assertThat(unchanged.expect(200).body()).isEqualTo(renamed.body());
        assertThat(updateItem(source, item.id(), "{}").expect(200).body()).isEqualTo(renamed.body());
    }

    @Test
    void an_item_has_the_currency_of_its_source() {
        long source = create("USD");
        assertThat(add(source, "LRD", 1, "5").expect(422).errors()).containsExactly("body.currency value_error");
        assertThat(items(source)).isEmpty();
    }

    @Test
    void an_item_of_another_source_is_not_found() {
        long mine = create("USD");
        long other = create("USD");
        long item = add(other, "USD", 1, "5").id();
        assertThat(updateItem(mine, item, "{\"qty\": 2}").expect(404).text("detail"))
                .isEqualTo("Item not found");
        assertThat(shop.delete(kind.path() + "/" + mine + "/items/" + item + "/remove")
                        .expect(404)
                        .text("detail"))
                .isEqualTo("Item not found");
        assertThat(updateItem(987654321, item, "{\"qty\": 2}").expect(404).text("detail"))
                .isEqualTo(kind.noun() + " not found");
        assertThat(items(other)).hasSize(1);
    }

    @Test
    void one_without_an_item_is_not_published() {
        long source = create("USD");
        assertThat(publish(source).expect(422).errors()).containsExactly("path.id value_error");
        long item = add(source, "USD", 1, "5").id();
        shop.delete(kind.path() + "/" + source + "/items/" + item + "/remove").expect(200);
        publish(source).expect(422);
        add(source, "USD", 1, "5").expect(200);
        assertThat(publish(source).expect(200).text("status")).isEqualTo("ACTIVE");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ACTIVE", "PROCESSING", "PAID", "CANCELED"})
    void only_a_draft_is_edited_and_published(String status) {
        long source = create("USD");
        long item = add(source, "USD", 1, "5").id();
        SERVER.database().asOwner().useHandle(handle -> handle.execute("""
            update source
               set status = ?, paid_at = case when ? = 'PAID' then now() end
             where id = ?
            """, status, status, source));
        var before = Rows.digest(SERVER);
        var refusals = List.of(
                shop.put(kind.path() + "/update/" + source, "{\"note\": \"x\"}"),
                shop.put(kind.path() + "/update/" + source, "{}"),
                publish(source),
                add(source, "USD", 1, "5"),
                updateItem(source, item, "{\"qty\": 2}"),
                shop.delete(kind.path() + "/" + source + "/items/" + item + "/remove"));
        var parent = parent();
        var locations = List.of("path.id", "path.id", "path.id", parent, parent, parent);
        for (int number = 0; number < refusals.size(); number++) {
            var refusal = refusals.get(number).expect(422);
            assertThat(refusal.errors()).containsExactly(locations.get(number) + " value_error");
            assertThat(refusal.json().at("/detail/0/msg").stringValue())
                    .contains("the " + kind.word() + " is " + status);
        }
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @Test
    void an_update_keeps_what_is_absent_and_clears_only_the_reference() {
        long source = create("USD");
        var changed = shop.put(kind.path() + "/update/" + source, """
            {"reference_id": "A-17", "note": "rice", "fee_bearer": "PAYEE", "currency": "LRD", "as_payment_link": 7}\
            """).expect(200);
        assertThat(changed.text("reference_id")).isEqualTo("A-17");
        assertThat(changed.text("note")).isEqualTo("rice");
        assertThat(changed.text("fee_bearer")).isEqualTo("PAYEE");
        assertThat(changed.text("currency")).isEqualTo("USD");
        var kept = shop.put(kind.path() + "/update/" + source, "{\"note\": \"oil\"}")
                .expect(200);
        assertThat(kept.text("reference_id")).isEqualTo("A-17");
        assertThat(kept.text("fee_bearer")).isEqualTo("PAYEE");
        var cleared = shop.put(
                        kind.path() + "/update/" + source,
                        "{\"reference_id\": null, \"note\": null, \"fee_bearer\": null}")
                .expect(200);
        assertThat(cleared.json().get("reference_id").isNull()).isTrue();
        assertThat(cleared.text("note")).isEqualTo("oil");
        assertThat(cleared.text("fee_bearer")).isEqualTo("PAYEE");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"IDLE", "ACTIVE", "PROCESSING", "CANCELED"})
    void there_is_no_receipt_before_it_is_paid(String status) {
        long source = kind.createActive(shop);
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute("update source set status = ? where id = ?", status, source));
        var number = shop.get(kind.path() + "/retrieve/" + source).text(kind.word() + "_number");
        assertThat(shop.get(kind.path() + "/receipt/" + source).expect(422).errors())
                .containsExactly("path.id value_error");
        assertThat(shop.get(kind.path() + "/receipt/number/" + number)
                        .expect(422)
                        .errors())
                .containsExactly("path." + kind.word() + "_number value_error");
    }

    @Test
    void it_has_at_most_a_thousand_items() {
        long source = create("USD");
        add(source, "USD", 1, "1").expect(200);
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute("update source set item_count = 1000 where id = ?", source));
        assertThat(add(source, "USD", 1, "1").expect(422).errors()).containsExactly(parent() + " value_error");
    }

    /// Where errors say that the source of an item is meant.
    private String parent() {
        return "path." + kind.word() + "_id";
    }

    private long create(String currency) {
        var counterparty = shop.post("/v1/counterparties/create", "{\"relationship_type\": \"CUSTOMER\"}")
                .expect(200);
        return shop.post(kind.path() + "/create", Orders.draft(counterparty.id(), currency))
                .expect(200)
                .id();
    }

    private Answer add(long source, String currency, int qty, String amount) {
        return shop.post(kind.path() + "/" + source + "/items/add", Orders.item(currency, qty, amount));
    }

    private Answer updateItem(long source, long item, String body) {
        return shop.put(kind.path() + "/" + source + "/items/" + item + "/update", body);
    }

    private Answer publish(long source) {
        return shop.put(kind.path() + "/publish/" + source, "");
    }

    private BigDecimal total(long source) {
        return amount(shop.get(kind.path() + "/retrieve/" + source).expect(200), "total_amount");
    }

    private JsonNode items(long source) {
        return shop.get(kind.path() + "/retrieve/" + source).expect(200).json().get(kind.word() + "_items");
    }

    private static BigDecimal amount(Answer answer, String member) {
        return answer.json().get(member).decimalValue();
    }
}
