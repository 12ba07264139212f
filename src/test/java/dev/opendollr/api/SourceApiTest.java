package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The documented life of an order or an invoice, step by step.
@ParameterizedClass(name = "{0}")
@EnumSource(Kind.class)
class SourceApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Kind kind;

    SourceApiTest(Kind kind) {
        this.kind = kind;
    }

    @Test
    void it_is_created_filled_published_and_canceled() {
        var shop = SERVER.newMerchant();
        var party = shop.post("/v1/parties/create", """
            {"fullname": "Ma Hawa", "phone": "231771234567"}\
            """).expect(200);
        var counterparty = shop.post(
                        "/v1/counterparties/create",
                        "{\"relationship_type\": \"CUSTOMER\", \"party_id\": " + party.id() + "}")
                .expect(200);
        var source = shop.post(kind.path() + "/create", Orders.draft(counterparty.id(), "USD"))
                .expect(200);
        assertThat(source.text("status")).isEqualTo("IDLE");
        var number = source.text(kind.word() + "_number");
        assertThat(number).matches(kind.prefix() + "-20[0-9]{2}-0000[0-9]");

        var item =
                shop.post(kind.path() + "/" + source.id() + "/items/add", """
                    {"name": "Rice", "currency": "USD", "qty": 2, "amount": 10.389999999999999}\
                    """).expect(200);
        assertThat(item.json().path("amount").decimalValue()).isEqualByComparingTo("10.39");

        var published = shop.put(kind.path() + "/publish/" + source.id(), "").expect(200);
        assertThat(published.text("status")).isEqualTo("ACTIVE");
        assertThat(published.json().path("total_amount").decimalValue()).isEqualByComparingTo("20.78");

        var detail = shop.get(kind.path() + "/retrieve/number/" + number).expect(200);
        assertThat(detail.json().path(kind.word() + "_items")).hasSize(1);
        assertThat(detail.json().at("/counterparty/party/fullname").stringValue())
                .isEqualTo("Ma Hawa");

        var canceled = shop.delete(kind.path() + "/cancel/" + source.id()).expect(200);
        assertThat(canceled.text("status")).isEqualTo("CANCELED");
        assertThat(canceled.json().path("paid_at").isNull()).isTrue();
        assertThat(shop.get("/v1/status/source?source_type=" + kind + "&source_id=" + source.id())
                        .expect(200)
                        .text("status"))
                .isEqualTo("CANCELED");
    }
}
