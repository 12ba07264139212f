package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The documented life of an order, step by step.
class OrderApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void an_order_is_created_filled_published_and_canceled() {
        var shop = SERVER.newMerchant();
        var party = shop.post("/v1/parties/create", """
            {"fullname": "Ma Hawa", "phone": "231771234567"}\
            """).expect(200);
        var counterparty = shop.post(
                        "/v1/counterparties/create",
                        "{\"relationship_type\": \"CUSTOMER\", \"party_id\": " + party.id() + "}")
                .expect(200);
        var order = shop.post("/v1/orders/create", Orders.draft(counterparty.id(), "USD"))
                .expect(200);
        assertThat(order.text("status")).isEqualTo("IDLE");
        assertThat(order.text("order_number")).matches("ORD-20[0-9]{2}-[0-9]{5,}");

        var item = shop.post("/v1/orders/" + order.id() + "/items/add", """
            {"name": "Rice", "currency": "USD", "qty": 2, "amount": 10.389999999999999}\
            """).expect(200);
        assertThat(item.json().path("amount").decimalValue()).isEqualByComparingTo("10.39");

        var published = shop.put("/v1/orders/publish/" + order.id(), "").expect(200);
        assertThat(published.text("status")).isEqualTo("ACTIVE");
        assertThat(published.json().path("total_amount").decimalValue()).isEqualByComparingTo("20.78");

        var detail = shop.get("/v1/orders/retrieve/number/" + order.text("order_number"))
                .expect(200);
        assertThat(detail.json().path("order_items")).hasSize(1);
        assertThat(detail.json().at("/counterparty/party/fullname").stringValue())
                .isEqualTo("Ma Hawa");

        var canceled = shop.delete("/v1/orders/cancel/" + order.id()).expect(200);
        assertThat(canceled.text("status")).isEqualTo("CANCELED");
        assertThat(canceled.json().path("paid_at").isNull()).isTrue();
        assertThat(shop.get("/v1/status/source?source_type=ORDER&source_id=" + order.id())
                        .expect(200)
                        .text("status"))
                .isEqualTo("CANCELED");
    }
}
