package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What may be done to a counterparty.
class CounterpartyApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

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
}
