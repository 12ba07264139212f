package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Kind;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to pay in every currency, as it fails and as it completes.
class MethodsApiTest {
    private static final String CANNOT_PAY = "231771234049";
    private static final String CANNOT_BE_PAID = "231771234089";
    private static final Map<String, String> PRICES = Map.of("USD", "5", "LRD", "1000", "RWF", "7000");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Client shop = new Client("", Map.of());

    @BeforeAll
    static void open_the_shop() {
        shop = SERVER.demo();
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "MTN_MOMO_LBR, USD", "MTN_MOMO_LBR, LRD", "MTN_MOMO_LBR, RWF",
        "ORANGE_MONEY_LBR, USD", "ORANGE_MONEY_LBR, LRD", "ORANGE_MONEY_LBR, RWF",
        "AIRTEL_RWA, USD", "AIRTEL_RWA, LRD", "AIRTEL_RWA, RWF",
        "MTN_MOMO_RWA, USD", "MTN_MOMO_RWA, LRD", "MTN_MOMO_RWA, RWF",
        "ORANGE_MONEY_RWA, USD", "ORANGE_MONEY_RWA, LRD", "ORANGE_MONEY_RWA, RWF"
    })
    void mobile_money_is_collected_and_paid_out(String method, String currency) {
        long order = order(currency);
        var refused = collect(order, Payments.account(shop, "COLLECTION", method, CANNOT_PAY), currency);
        assertThat(refused.text("status")).isEqualTo("FAILED");
        assertThat(Payments.orderStatus(shop, order)).isEqualTo("ACTIVE");
        var collected = collect(order, Payments.account(shop, "COLLECTION", method, Payments.COMPLETES), currency);
        assertThat(collected.text("status")).isEqualTo("COMPLETED");
        assertThat(Payments.orderStatus(shop, order)).isEqualTo("PAID");

        var balance = Payments.balance(shop, currency);
        var failed = payOut(Payments.account(shop, "PAYOUT", method, CANNOT_BE_PAID), currency);
        assertThat(failed.text("status")).isEqualTo("FAILED");
        assertThat(Payments.balance(shop, currency)).isEqualTo(balance);
        var paid = payOut(Payments.account(shop, "PAYOUT", method, Payments.COMPLETES), currency);
        assertThat(paid.text("status")).isEqualTo("COMPLETED");
        assertThat(Payments.balance(shop, currency)).isNotEqualTo(balance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "LRD", "RWF"})
    void a_card_is_collected(String currency) {
        long order = order(currency);
        assertThat(collect(order, Payments.card(shop, "pm_card_chargeDeclined"), currency)
                        .text("status"))
                .isEqualTo("FAILED");
        assertThat(collect(order, Payments.card(shop, "pm_card_visa"), currency).text("status"))
                .isEqualTo("COMPLETED");
        assertThat(Payments.orderStatus(shop, order)).isEqualTo("PAID");
    }

    private static Answer collect(long order, long account, String currency) {
        return Payments.collect(shop, Payments.checkout(shop, order), account, currency, Payments.reference())
                .expect(200);
    }

    /// A fifth of what an order costs.
    private static Answer payOut(long account, String currency) {
        var amount = Integer.toString(Integer.parseInt(PRICES.getOrDefault(currency, "")) / 5);
        long session = Payments.payoutSession(shop, account, currency, amount);
        return Payments.payOut(shop, session, account, Payments.reference()).expect(200);
    }

    private static long order(String currency) {
        var draft = Orders.draft(Orders.counterparty(shop), currency);
        long order = shop.post("/v1/orders/create", draft).expect(200).id();
        var item = Orders.item(currency, 1, PRICES.getOrDefault(currency, ""));
        shop.post(Kind.ORDER.path() + "/" + order + "/items/add", item).expect(200);
        shop.put(Kind.ORDER.path() + "/publish/" + order, "").expect(200);
        return order;
    }
}
