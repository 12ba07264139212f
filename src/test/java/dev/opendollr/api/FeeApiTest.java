package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a merchant can ask about fees, with the seed's answers.
class FeeApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void a_gateways_fee_is_told_with_numbers() {
        var fee = SERVER.newMerchant()
                .get("/v1/fees/gateway?payment_method=CREDIT_CARD&operation_type=COLLECTION")
                .expect(200);
        assertThat(fee.body())
                .contains(
                        "\"provider_id\":4",
                        "\"operation_type\":\"COLLECTION\"",
                        "\"payment_method\":\"CREDIT_CARD\"",
                        "\"percentage\":2.9,",
                        "\"fixed_fee\":0.30,",
                        "\"fixed_fee_currency\":\"USD\"",
                        "\"effective_from\":\"2000-01-01T00:00:00Z\"",
                        "\"effective_to\":null");
    }

    @Test
    void a_pair_without_a_gateway_fee_is_not_found() {
        assertThat(SERVER.newMerchant()
                        .get("/v1/fees/gateway?payment_method=WALLET&operation_type=TRANSFER")
                        .expect(404)
                        .text("detail"))
                .isEqualTo("Gateway fee not found");
    }

    @Test
    void a_platform_fee_is_that_of_all_methods_and_its_percentages_are_strings() {
        var rate = SERVER.newMerchant()
                .get("/v1/fees/platform?operation_type=COLLECTION&fee_tier_name=STANDARD")
                .expect(200);
        assertThat(rate.body())
                .contains(
                        "\"payment_method\":null",
                        "\"percentage\":\"1.5\"",
                        "\"fixed_fee\":null",
                        "\"fixed_fee_currency\":null",
                        "\"fx_percentage\":\"1\"",
                        "\"name\":\"STANDARD\"",
                        "\"is_default\":true");
    }

    @ParameterizedTest
    @CsvSource({"NONE, Fee tier not found", "standard, Fee tier not found", "EMPTY, Fee tier rate not found"})
    void an_unknown_tier_and_a_tier_without_a_rate_are_not_found(String tier, String detail) {
        SERVER.database().asOwner().useHandle(handle -> handle.execute("""
            insert into fee_tier (name, is_default, created_at, updated_at)
            values ('EMPTY', false, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')
                on conflict (name) do nothing\
            """));
        assertThat(SERVER.newMerchant()
                        .get("/v1/fees/platform?operation_type=PAYOUT&fee_tier_name=" + tier)
                        .expect(404)
                        .text("detail"))
                .isEqualTo(detail);
    }

    @Test
    void a_merchant_sees_its_own_tier_and_no_other() {
        var registered = SERVER.register();
        var shop = SERVER.client(registered.credential());
        long id = registered.merchant().id().value();
        var tier = shop.get("/v1/fees/merchant-tier?owner_type=ORGANIZATION&owner_id=" + id)
                .expect(200);
        assertThat(tier.text("owner_type")).isEqualTo("ORGANIZATION");
        assertThat(tier.json().path("owner_id").longValue()).isEqualTo(id);
        assertThat(tier.json().path("assigned_by").isNull()).isTrue();
        assertThat(tier.json().at("/tier/name").stringValue()).isEqualTo("STANDARD");
        long other = SERVER.register().merchant().id().value();
        for (var query : List.of(
                "ORGANIZATION&owner_id=" + other,
                "ORGANIZATION&owner_id=0",
                "MICRO_ORGANIZATION&owner_id=" + id,
                "USER&owner_id=" + id)) {
            assertThat(shop.get("/v1/fees/merchant-tier?owner_type=" + query)
                            .expect(404)
                            .text("detail"))
                    .isEqualTo("Merchant fee tier not found");
        }
    }

    @Test
    void the_demo_merchant_has_a_tier_too() {
        assertThat(SERVER.demo()
                        .get("/v1/fees/merchant-tier?owner_type=ORGANIZATION&owner_id="
                                + SERVER.demoMerchant().merchantId())
                        .expect(200)
                        .json()
                        .at("/tier/is_default")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void tiers_are_listed_page_by_page() {
        var shop = SERVER.newMerchant();
        var first = shop.get("/v1/fees/tiers?limit=1").expect(200);
        List<String> names = new ArrayList<>();
        first.json().forEach(tier -> names.add(tier.path("name").stringValue()));
        assertThat(names).containsExactly("STANDARD");
        assertThat(first.header("Link").orElseThrow()).contains("after=").contains("rel=\"next\"");
        assertThat(shop.get("/v1/fees/tiers").expect(200).body()).contains("STANDARD", "PREFERRED");
    }
}
