package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A merchant learns under which number a payment can be refunded, beside documented bodies and not inside them.
class PaymentsOfSourcesApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private Client shop = new Client("", Map.of());

    @BeforeEach
    void log_in() {
        shop = SERVER.newMerchant();
    }

    @ParameterizedTest
    @EnumSource
    void every_payment_of_a_source_is_listed_with_what_a_refund_asks_for(Kind kind) {
        long source = kind.createActive(shop);
        long refusing = Payments.account(shop, "COLLECTION", Payments.NO_MONEY);
        var failed = Payments.collect(shop, kind, source, refusing);
        assertThat(failed.text("status")).isEqualTo("FAILED");
        var kept = Payments.collect(shop, kind, source, Payments.account(shop, "COLLECTION", Payments.COMPLETES));
        assertThat(kept.json().has("payment_intent_id")).isFalse();

        var path = kind.path() + "/" + source + "/payments";
        var listed = shop.get(path).expect(200).json();
        assertThat(listed).hasSize(2);
        assertThat(listed.path(0).path("status").stringValue()).isEqualTo("FAILED");
        var paid = listed.path(1);
        assertThat(paid.path("payment_intent_id").longValue()).isEqualTo(kept.paymentIntent());
        assertThat(paid.path("reference_id")).isEqualTo(kept.json().path("reference_id"));
        assertThat(paid.path("payment_method").stringValue()).isEqualTo("MTN_MOMO_LBR");
        assertThat(paid.path("payee_amount").decimalValue()).isEqualByComparingTo(new BigDecimal("5"));
        assertThat(paid.path("completed_at").isNull()).isFalse();

        var status = shop.get("/v1/status/collection/" + kept.text("reference_id"));
        assertThat(status.expect(200).paymentIntent()).isEqualTo(kept.paymentIntent());
        Payments.tryRefundSession(shop, paid.path("payment_intent_id").longValue(), "1")
                .expect(200);
        var first = shop.get(path + "?limit=1").expect(200);
        assertThat(first.header("Link"))
                .contains("<" + path + "?limit=1&after=" + failed.paymentIntent() + ">; rel=\"next\"");
        assertThat(shop.get(path + "?after=" + failed.paymentIntent()).json()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void payments_of_a_source_that_is_foreign_or_of_another_kind_are_not_found(Kind kind) {
        var path = "/" + kind.createActive(shop) + "/payments";
        assertThat(shop.get(kind.path() + path).expect(200).json()).isEmpty();
        assertThat(SERVER.newMerchant().get(kind.path() + path).expect(404).text("detail"))
                .isEqualTo(kind.noun() + " not found");
        assertThat(shop.get(kind.other().path() + path).expect(404).text("detail"))
                .isEqualTo(kind.other().noun() + " not found");
    }

    @ParameterizedTest
    @EnumSource
    void only_collections_carry_the_number_of_a_payment_intent(Kind kind) {
        var collected = Payments.collect(
                shop, kind, kind.createActive(shop), Payments.account(shop, "COLLECTION", Payments.COMPLETES));
        long session = Payments.tryRefundSession(shop, collected.paymentIntent(), "1")
                .expect(200)
                .id();
        var refund = Payments.refund(shop, session, Payments.reference()).expect(200);
        assertThat(refund.header("Payment-Intent-Id")).isEmpty();
    }
}
