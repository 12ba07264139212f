package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Predictions, with the seed's prices.
class PredictionApiTest {
    private static final String AMOUNT = "/v1/predictions/amount-and-fees?operation_type=COLLECTION";
    private static final String MOBILE = "&payment_method=MTN_MOMO_LBR&provider=PAWAPAY";
    private static final String DOLLARS = "&base_currency=USD&target_currency=USD";
    private static final String SOURCE = "/v1/predictions/payment-source/amount-and-fees?source_type=ORDER" + MOBILE;

    @RegisterExtension
    static final TestServer SERVER = TestServer.withForcedStatuses();

    @Test
    void amounts_and_fees_are_strings_with_the_decimals_of_their_currency() {
        assertThat(SERVER.newMerchant()
                        .get(AMOUNT + MOBILE + "&base_amount=10&base_currency=USD&target_currency=LRD&fee_bearer=PAYER")
                        .expect(200)
                        .body())
                .isEqualTo("""
                    {"payer_amount":"2070.00","payer_currency":"LRD","payee_amount":"10.00","payee_currency":"USD",\
                    "platform_fee":"30.00","platform_currency":"LRD","fx_fee":"20.00",\
                    "gateway_fee":"20.00","gateway_currency":"LRD"}\
                    """);
    }

    @Test
    void what_rounding_would_make_dear_is_refused_where_the_currency_is_chosen() {
        var shop = SERVER.newMerchant();
        assertThat(shop.get(AMOUNT + MOBILE
                                + "&base_amount=2.99&base_currency=LRD&target_currency=USD&fee_bearer=PAYER")
                        .expect(422)
                        .errors())
                .containsExactly("query.target_currency value_error");
        assertThat(shop.get(AMOUNT + MOBILE + "&base_amount=100&base_currency=LRD&target_currency=USD&fee_bearer=PAYER")
                        .expect(200)
                        .text("payer_amount"))
                .isEqualTo("0.53");
    }

    @Test
    void what_does_not_apply_is_null() {
        assertThat(SERVER.newMerchant()
                        .get(AMOUNT + "&payment_method=WALLET&provider=PLATFORM&base_amount=10.389999999999999"
                                + DOLLARS + "&fee_bearer=PAYEE")
                        .expect(200)
                        .body())
                .isEqualTo("""
                    {"payer_amount":"10.39","payer_currency":"USD","payee_amount":"10.23","payee_currency":"USD",\
                    "platform_fee":"0.16","platform_currency":"USD","fx_fee":null,\
                    "gateway_fee":null,"gateway_currency":null}\
                    """);
    }

    @Test
    void an_owner_is_priced_by_its_tier_and_without_one_the_default_applies() {
        var registered = SERVER.register();
        var shop = SERVER.client(registered.credential());
        long id = registered.merchant().id().value();
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute(
                        "update merchant_fee_tier set fee_tier_id = (select id from fee_tier where name = 'PREFERRED')"
                                + " where merchant_id = ?",
                        id));
        var query = AMOUNT + MOBILE + DOLLARS + "&base_amount=100&fee_bearer=PAYER";
        assertThat(shop.get(query).expect(200).text("platform_fee")).isEqualTo("1.50");
        assertThat(shop.get(query + "&owner_type=ORGANIZATION&owner_id=" + id)
                        .expect(200)
                        .text("platform_fee"))
                .isEqualTo("1.00");
        assertThat(errors(shop, query + "&owner_type=USER&owner_id=" + id))
                .containsExactly("query.owner_id value_error");
        assertThat(errors(shop, query + "&owner_id=" + id)).containsExactly("query.owner_type value_error");
        assertThat(errors(shop, query + "&owner_type=ORGANIZATION")).containsExactly("query.owner_id value_error");
        var stranger = SERVER.register().merchant().id().value();
        var foreign = shop.get(query + "&owner_type=ORGANIZATION&owner_id=" + stranger);
        assertThat(foreign.expect(422).errors()).containsExactly("query.owner_id value_error");
        assertThat(shop.get(query + "&owner_type=ORGANIZATION&owner_id=987654321")
                        .body())
                .isEqualTo(foreign.body());
    }

    @ParameterizedTest
    @CsvSource({
        "0.004, USD, USD, PAYER, query.base_amount, the amount rounds to zero",
        "1e-999999999, USD, USD, PAYER, query.base_amount, the amount rounds to zero",
        "0.01, LRD, USD, PAYER, query.target_currency, 'the amount is too small to be paid in this currency, rounding"
                + " would add more than 1 %'",
        "999999999999.99, USD, RWF, PAYER, query.base_amount, the amount is too large",
        "999999999999.99, RWF, RWF, PAYER, query.base_amount, the amount is too large",
    })
    void an_amount_that_cannot_be_paid_is_refused(
            String amount, String base, String target, String bearer, String field, String why) {
        var answer = SERVER.newMerchant()
                .get(AMOUNT + MOBILE + "&base_amount=" + amount + "&base_currency=" + base + "&target_currency="
                        + target + "&fee_bearer=" + bearer)
                .expect(422);
        assertThat(answer.errors()).containsExactly(field + " value_error");
        assertThat(message(answer)).isEqualTo("Value error, " + why);
    }

    @Test
    void fees_as_high_as_the_amount_are_refused_when_the_payee_bears_them() {
        var card = AMOUNT + "&payment_method=CREDIT_CARD&provider=STRIPE&base_amount=0.5" + DOLLARS;
        var shop = SERVER.newMerchant();
        assertThat(shop.get(card + "&fee_bearer=PAYER").expect(200).text("payer_amount"))
                .isEqualTo("1.12");
        assertThat(message(shop.get(card + "&fee_bearer=PAYEE").expect(422)))
                .isEqualTo("Value error, the fees are at least as high as the amount");
    }

    @Test
    void all_that_is_wrong_on_its_own_is_said_first_then_what_does_not_go_together() {
        var shop = SERVER.newMerchant();
        assertThat(errors(
                        shop,
                        AMOUNT + "&payment_method=CASH&provider=STRIPE&base_amount=0.001&base_currency=EUR"
                                + "&target_currency=usd&fee_bearer=PAYER"))
                .containsExactly(
                        "query.base_currency value_error",
                        "query.target_currency string_pattern_mismatch",
                        "query.payment_method enum");
        assertThat(errors(
                        shop,
                        AMOUNT + "&payment_method=WALLET&provider=STRIPE&base_amount=0.001" + DOLLARS
                                + "&fee_bearer=PAYER"))
                .containsExactly("query.base_amount value_error", "query.provider value_error");
    }

    @ParameterizedTest
    @CsvSource({
        "MTN_MOMO_LBR, PAWAPAY, true",
        "MTN_MOMO_LBR, MTN_MOMO_LBR, true",
        "MTN_MOMO_LBR, ORANGE_MONEY_LBR, false",
        "ORANGE_MONEY_LBR, ORANGE_MONEY_LBR, true",
        "MTN_MOMO_RWA, MTN_MOMO_LBR, false",
        "AIRTEL_RWA, PAWAPAY, true",
        "CREDIT_CARD, PAWAPAY, false",
        "CREDIT_CARD, STRIPE, true",
        "WALLET, PLATFORM, true",
    })
    void a_method_goes_with_its_providers_only(String method, String provider, boolean together) {
        var pair = "&payment_method=" + method + "&provider=" + provider;
        var shop = SERVER.newMerchant();
        var answer = shop.get(AMOUNT + pair + DOLLARS + "&base_amount=10&fee_bearer=PAYER");
        if (together) {
            answer.expect(200);
            return;
        }
        assertThat(answer.expect(422).errors()).containsExactly("query.provider value_error");
        assertThat(message(answer)).contains("invalid combination");
        assertThat(errors(shop, SOURCE.replace(MOBILE, "") + "&source_id=1&target_currency=USD" + pair))
                .containsExactly("query.provider value_error");
    }

    @Test
    void a_published_source_is_priced_by_its_total_and_its_bearer() {
        var shop = SERVER.newMerchant();
        long order = Orders.createActive(shop);
        var path = SOURCE + "&target_currency=LRD&source_id=" + order;
        var prediction = shop.get(path).expect(200);
        assertThat(prediction.text("payee_amount")).isEqualTo("5.00");
        assertThat(prediction.text("payer_amount")).isEqualTo("1035.00");
        for (var status : List.of("PROCESSING", "PAID")) {
            status(order, status);
            shop.get(path).expect(200);
        }
        assertThat(SERVER.newMerchant().get(path).expect(404).text("detail")).isEqualTo("Order not found");
        assertThat(shop.get(path.replace("ORDER", "INVOICE")).expect(404).text("detail"))
                .isEqualTo("Invoice not found");
        assertThat(shop.get(path.replace("ORDER", "SUBSCRIPTION")).expect(404).text("detail"))
                .isEqualTo("Subscription not found");
    }

    @Test
    void a_draft_and_a_canceled_source_have_no_price() {
        var shop = SERVER.newMerchant();
        long draft = Orders.create(shop);
        var path = SOURCE + "&target_currency=USD&source_id=";
        assertThat(message(shop.get(path + draft).expect(422)))
                .isEqualTo("Value error, the order is IDLE: publish it first");
        long canceled = Orders.createActive(shop);
        shop.delete("/v1/orders/cancel/" + canceled).expect(200);
        assertThat(errors(shop, path + canceled)).containsExactly("query.source_id value_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "231771234567 | Orange | LR | [\"LRD\",\"USD\"] | ORANGE_MONEY_LBR",
                "231881234567 | MTN | LR | [\"LRD\",\"USD\"] | MTN_MOMO_LBR",
                "231551234567 | MTN | LR | [\"LRD\",\"USD\"] | MTN_MOMO_LBR",
                "250781234567 | MTN | RW | [\"RWF\"] | MTN_MOMO_RWA",
                "250791234567 | MTN | RW | [\"RWF\"] | MTN_MOMO_RWA",
                "250731234567 | Airtel | RW | [\"RWF\"] | AIRTEL_RWA",
                "250721234567 | Airtel | RW | [\"RWF\"] | AIRTEL_RWA",
            })
    void a_phone_tells_its_operator(String phone, String carrier, String country, String currencies, String method) {
        assertThat(SERVER.newMerchant()
                        .get("/v1/predictions/mmo-provider-info?operation_type=PAYOUT&phone=" + phone)
                        .expect(200)
                        .body())
                .isEqualTo("""
                    {"carrier":"%s","country":"%s","currencies":%s,"phone":"%s","payment_method":"%s",\
                    "gateway_provider":"PAWAPAY","operation_type":"PAYOUT"}\
                    """.formatted(carrier, country, currencies, phone, method));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "231221234567",
                "250251234567",
                "4915123456789",
                "99999999",
                "123456789012345",
                // The prefix is MTN's, and Liberia has no mobile phones of these lengths.
                "23155123",
                "231551234",
                "23155123456",
                "2315512345678",
                "231551234567890",
                "23188012345",
                "25078123456",
                "2507812345678"
            })
    void a_phone_of_no_operator_we_know_is_refused(String phone) {
        assertThat(errors(
                        SERVER.newMerchant(),
                        "/v1/predictions/mmo-provider-info?operation_type=COLLECTION&phone=" + phone))
                .containsExactly("query.phone value_error");
    }

    @Test
    void a_prefix_of_the_operators_own_goes_before_the_numbering_plan() {
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute("insert into carrier_prefix (digits, country_code, carrier_name)"
                        + " values ('23177999', 'LR', 'Lonestar Cell'), ('2317799', 'LR', 'Orange')"));
        var path = "/v1/predictions/mmo-provider-info?operation_type=COLLECTION&phone=";
        var shop = SERVER.newMerchant();
        assertThat(shop.get(path + "231779991234").expect(200).text("payment_method"))
                .isEqualTo("MTN_MOMO_LBR");
        assertThat(shop.get(path + "231779901234").expect(200).text("payment_method"))
                .isEqualTo("ORANGE_MONEY_LBR");
    }

    @Test
    void a_card_is_known_by_its_token_never_by_its_number() {
        var shop = SERVER.newMerchant();
        var path = "/v1/predictions/card-provider-info?payment_method_id=";
        var card = shop.get(path + "pm_card_visa").expect(200);
        assertThat(card.body())
                .startsWith("{\"payment_method_id\":\"pm_card_visa\",\"brand\":\"visa\"")
                .contains("\"currencies\":[\"USD\",\"LRD\",\"RWF\"],\"payment_method\":\"CREDIT_CARD\"")
                .endsWith("\"gateway_provider\":\"STRIPE\",\"operation_type\":\"COLLECTION\"}");
        assertThat(shop.get(path + "pm_none").expect(404).text("detail")).isEqualTo("Card not found");
        assertThat(errors(shop, path + "pm_card_visa&provider=PAWAPAY")).containsExactly("query.provider value_error");
        assertThat(message(shop.get(path + "4242424242424242").expect(422)))
                .isEqualTo("Value error, card data is not accepted here");
    }

    private static void status(long order, String status) {
        SERVER.database()
                .asOwner()
                .useHandle(handle -> handle.execute(
                        "update source set status = ?, paid_at = case when ? = 'PAID' then updated_at end where id = ?",
                        status,
                        status,
                        order));
    }

    private static List<String> errors(Client shop, String path) {
        return shop.get(path).expect(422).errors();
    }

    private static String message(Answer answer) {
        return answer.json().at("/detail/0/msg").stringValue();
    }
}
