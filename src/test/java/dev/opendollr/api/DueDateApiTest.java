package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Until when an invoice is to be paid; an order has no such day.
class DueDateApiTest {
    private static final String DUE = "\"2026-12-31T12:00:00Z\"";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "2026-12-31T12:00:00Z"             | "2026-12-31T12:00:00Z"
        "2026-12-31T12:00:00"              | "2026-12-31T12:00:00Z"
        "2026-12-31T12:00:00+05:45"        | "2026-12-31T06:15:00Z"
        "2026-12-31T22:00:00-03:00"        | "2027-01-01T01:00:00Z"
        "2026-12-31"                       | "2026-12-31T00:00:00Z"
        "2026-12-31T12:00:00.1234567Z"     | "2026-12-31T12:00:00.123456Z"
        1798718400                         | "2026-12-31T12:00:00Z"
        "0001-01-01T00:00:00Z"             | "0001-01-01T00:00:00Z"
        "1582-10-10T00:00:00Z"             | "1582-10-10T00:00:00Z"
        "9999-12-31T23:59:59.999999Z"      | "9999-12-31T23:59:59.999999Z"
        null                               | null
        """)
    void a_moment_is_kept_to_the_microsecond_and_answered_in_utc(String sent, String kept) {
        var created = create(Kind.INVOICE, sent).expect(200);
        assertThat(dueDate(created)).isEqualTo(kept);
        assertEverywhere(created.id(), kept);

        var updated = update(create(Kind.INVOICE, DUE).id(), "{\"due_date\": " + sent + "}");
        assertThat(dueDate(updated)).isEqualTo(kept);
        assertEverywhere(updated.id(), kept);
    }

    @ParameterizedTest(name = "{0} is no due date: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "tomorrow"                       | datetime_from_date_parsing
        ""                               | datetime_from_date_parsing
        "2026-02-29T00:00:00Z"           | datetime_from_date_parsing
        "0000-12-31T00:00:00Z"           | datetime_from_date_parsing
        "9999-12-31T23:59:59-01:00"      | datetime_from_date_parsing
        "12026-12-31T00:00:00Z"          | datetime_from_date_parsing
        1e100000000                      | datetime_from_date_parsing
        true                             | datetime_type
        ["2026-12-31"]                   | datetime_type
        """)
    void what_is_no_moment_is_refused_and_changes_nothing(String sent, String error) {
        long invoice = create(Kind.INVOICE, DUE).expect(200).id();
        var draft = dated(Orders.draft(Orders.counterparty(shop), "USD"), sent);
        var before = Rows.digest(SERVER);
        assertThat(shop.post("/v1/invoices/create", draft).expect(422).errors())
                .containsExactly("body.due_date " + error);
        var refused = shop.put("/v1/invoices/update/" + invoice, "{\"note\": \"x\", \"due_date\": " + sent + "}");
        assertThat(refused.expect(422).errors()).containsExactly("body.due_date " + error);
        assertThat(Rows.digest(SERVER)).isEqualTo(before);
    }

    @Test
    void absent_keeps_it_and_null_clears_it_alone() {
        long invoice = create(Kind.INVOICE, DUE).expect(200).id();
        var kept = update(invoice, "{\"note\": \"rice\", \"reference_id\": \"A-17\"}");
        assertThat(dueDate(kept)).isEqualTo(DUE);
        assertThat(dueDate(update(invoice, "{\"reference_id\": null}"))).isEqualTo(DUE);
        var _ = update(invoice, "{\"reference_id\": \"A-18\"}");
        var cleared = update(invoice, "{\"due_date\": null}");
        assertThat(dueDate(cleared)).isEqualTo("null");
        assertThat(cleared.text("note")).isEqualTo("rice");
        assertThat(cleared.text("reference_id")).isEqualTo("A-18");
        assertThat(dueDate(update(invoice, "{\"note\": \"oil\"}"))).isEqualTo("null");
        assertThat(shop.get("/v1/invoices/" + invoice + "/events").json()).hasSize(6);
    }

    @Test
    void an_invoice_without_one_is_published_and_canceled_as_one_with_it() {
        for (var due : new String[] {"null", DUE}) {
            long invoice = create(Kind.INVOICE, due).expect(200).id();
            shop.post("/v1/invoices/" + invoice + "/items/add", Orders.item("USD", 1, "5"))
                    .expect(200);
            assertThat(dueDate(shop.put("/v1/invoices/publish/" + invoice, ""))).isEqualTo(due);
            var late = shop.put("/v1/invoices/update/" + invoice, "{\"due_date\": null}");
            assertThat(late.expect(422).errors()).containsExactly("path.id value_error");
            assertThat(dueDate(shop.delete("/v1/invoices/cancel/" + invoice))).isEqualTo(due);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {DUE, "\"tomorrow\"", "true", "null"})
    void to_an_order_it_is_a_member_nobody_reads(String sent) {
        var order = create(Kind.ORDER, sent).expect(200);
        assertThat(order.json().has("due_date")).isFalse();
        var updated = shop.put("/v1/orders/update/" + order.id(), "{\"due_date\": " + sent + "}");
        assertThat(updated.expect(200).body()).isEqualTo(order.body());
        assertThat(shop.get("/v1/orders/" + order.id() + "/events").json()).hasSize(1);
    }

    @Test
    void another_due_date_under_the_same_key_is_another_body() {
        var keyed = shop.with("Idempotency-Key", "due");
        var draft = Orders.draft(Orders.counterparty(shop), "USD");
        var first = keyed.post("/v1/invoices/create", dated(draft, DUE)).expect(200);
        assertThat(keyed.post("/v1/invoices/create", dated(draft, DUE)).body()).isEqualTo(first.body());
        keyed.post("/v1/invoices/create", dated(draft, "\"2027-01-01\"")).expect(422);
    }

    private Answer create(Kind kind, String dueDate) {
        return shop.post(kind.path() + "/create", dated(Orders.draft(Orders.counterparty(shop), "USD"), dueDate));
    }

    private static String dated(String draft, String dueDate) {
        return draft.replaceFirst("}$", ", \"due_date\": " + dueDate + "}");
    }

    private Answer update(long invoice, String body) {
        return shop.put("/v1/invoices/update/" + invoice, body);
    }

    private void assertEverywhere(long invoice, String dueDate) {
        assertThat(dueDate(shop.get("/v1/invoices/retrieve/" + invoice))).isEqualTo(dueDate);
        var listed = shop.get("/v1/invoices/list?after=" + (invoice - 1)).json().get(0);
        assertThat(listed.get("due_date").toString()).isEqualTo(dueDate);
    }

    private static String dueDate(Answer answer) {
        return answer.expect(200).json().get("due_date").toString();
    }
}
