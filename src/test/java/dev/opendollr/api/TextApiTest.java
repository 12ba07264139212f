package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Texts are taken exactly as they were sent, or refused.
class TextApiTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CONDENSED = "m\u00e1ri\u00e9";
    private static final String APART = "ma\u0301rie\u0301";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\t",
                "\u001b[31m",
                "\u202e",
                "\u2066",
                "\u200b",
                "\u3164",
                "\ue000",
                "\udb40\udc41",
                "\ufeff",
                "\u00a0",
                "\u2003",
                "\ufffc",
                "\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316\u0301"
            })
    void what_a_reader_cannot_see_is_refused_in_every_name_and_reference(String hidden) {
        var name = "Rice" + hidden + "Co";
        refused("/v1/parties/create", "fullname", party(name));
        refused("/v1/parties/create", "email", party("Ma").put("email", name));
        refused(
                "/v1/payment-accounts/create?operation_type=COLLECTION",
                "account_name",
                account().put("account_name", name));
        refused("/v1/checkouts/create", "party_name", checkout().put("party_name", name));
        refused("/v1/checkouts/create", "reference_id", checkout().put("reference_id", name));
        var item = checkout();
        ((ObjectNode) item.path("items").path(0)).put("name", name);
        refused("/v1/checkouts/create", "items.0.name", item);
        for (var kind : Kind.values()) {
            long source = kind.create(shop, counterparty());
            var line = JSON.createObjectNode()
                    .put("name", name)
                    .put("currency", "USD")
                    .put("qty", 1)
                    .put("amount", 5);
            refused(kind.path() + "/" + source + "/items/add", "name", line);
            var update = JSON.createObjectNode().put("reference_id", name);
            assertThat(errors(shop.put(kind.path() + "/update/" + source, update.toString())))
                    .containsExactly("body.reference_id value_error");
        }
        assertThat(errors(shop.get("/v1/parties/list?fullname=" + encoded(name))))
                .containsExactly("query.fullname value_error");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void notes_keep_their_line_breaks_only(Kind kind) {
        long source = kind.create(shop, counterparty());
        var note = "Two bags\nfor Ma Hawa\r\n\nthanks \ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67";
        assertThat(note(kind, source, note).expect(200).text("note")).isEqualTo(note);
        for (var hidden : List.of(
                "\t", "\u001b[2J", "\u202e", "\u200b", "\u2028", "\r", "\u0007", "a\u200d", "\u0301".repeat(9))) {
            assertThat(errors(note(kind, source, "Two" + hidden + "bags"))).containsExactly("body.note value_error");
        }
        assertThat(shop.get(kind.path() + "/retrieve/" + source).expect(200).text("note"))
                .isEqualTo(note);
    }

    @Test
    void names_are_found_in_either_unicode_form_and_kept_as_sent() {
        for (var name : List.of(CONDENSED, APART)) {
            long id = shop.post("/v1/parties/create", party(name).toString())
                    .expect(200)
                    .id();
            assertThat(shop.get("/v1/parties/retrieve/" + id).expect(200).text("fullname"))
                    .isEqualTo(name);
            var counterparty =
                    JSON.createObjectNode().put("relationship_type", "CUSTOMER").put("party_id", id);
            shop.post("/v1/counterparties/create", counterparty.toString()).expect(200);
        }
        for (var asked : List.of(CONDENSED, APART, "M\u00c1RI", "A\u0301r")) {
            for (var list : List.of("parties", "counterparties")) {
                assertThat(shop.get("/v1/" + list + "/list?fullname=" + encoded(asked))
                                .expect(200)
                                .json())
                        .as(list + " " + asked)
                        .hasSize(2);
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer note(Kind kind, long source, String note) {
        return shop.put(
                kind.path() + "/update/" + source,
                JSON.createObjectNode().put("note", note).toString());
    }

    private void refused(String path, String field, ObjectNode body) {
        var answer = shop.post(path, body.toString());
        assertThat(errors(answer)).containsExactly("body." + field + " value_error");
    }

    private static List<String> errors(Answer answer) {
        return answer.expect(422).errors();
    }

    private static ObjectNode party(String fullname) {
        return JSON.createObjectNode().put("fullname", fullname).put("phone", "231771234567");
    }

    private ObjectNode account() {
        return JSON.createObjectNode()
                .put("account_name", "Ma")
                .put("provider", "PAWAPAY")
                .put("method", "MTN_MOMO_LBR")
                .put("insensitive_account_number", "231771234567")
                .put("party_id", 1);
    }

    private static ObjectNode checkout() {
        var checkout = JSON.createObjectNode()
                .put("mode", "DIRECT")
                .put("source_kind", "ORDER")
                .put("party_phone", "231771234567")
                .put("currency", "USD");
        checkout.putArray("items")
                .addObject()
                .put("name", "Rice")
                .put("amount", 5)
                .put("currency", "USD");
        return checkout;
    }

    private long counterparty() {
        return shop.post("/v1/counterparties/create", "{\"relationship_type\": \"CUSTOMER\"}")
                .expect(200)
                .id();
    }
}
