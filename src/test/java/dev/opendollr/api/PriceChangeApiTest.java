package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.Database;
import dev.opendollr.pricing.PriceFiles;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Prices that change while a merchant sells.
class PriceChangeApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @Test
    void what_was_paid_keeps_its_price_and_is_refunded_at_it() {
        var account = Payments.account(shop, "COLLECTION", Payments.COMPLETES);
        var session = Payments.checkout(shop, Orders.createActive(shop));
        var reference = Payments.reference();
        var collected =
                Payments.collect(shop, session, account, "LRD", reference).expect(200);
        var before = predicted("LRD");

        importRate("USD,LRD,400,bank," + now() + ",");

        assertThat(predicted("LRD")).isEqualByComparingTo(before.multiply(BigDecimal.TWO));
        var status = "/v1/status/collection/" + reference;
        assertThat(shop.get(status).expect(200).json()).isEqualTo(collected.json());
        var balance = new BigDecimal(Payments.balance(shop, "USD"));
        long intent = collected.paymentIntent();
        var refund = Payments.tryRefundSession(shop, intent, "200").expect(200);
        assertThat(Payments.refund(shop, refund.id(), Payments.reference())
                        .expect(200)
                        .text("status"))
                .isEqualTo("COMPLETED");
        assertThat(balance.subtract(new BigDecimal(Payments.balance(shop, "USD"))))
                .as("200 LRD at 200, not at 400")
                .isEqualByComparingTo("1");
    }

    @Test
    void a_price_takes_effect_when_the_clock_has_reached_it() {
        var before = predicted("RWF");
        importRate("USD,RWF,2900,bank," + now().plus(Duration.ofDays(1)) + ",");
        assertThat(predicted("RWF")).isEqualByComparingTo(before);

        shop.post("/sandbox/clock", "{\"forward_seconds\": 86400}").expect(200);

        assertThat(predicted("RWF")).as("2900 instead of 1450").isEqualByComparingTo(before.multiply(BigDecimal.TWO));
    }

    /// What somebody pays in this currency for 100 USD.
    private BigDecimal predicted(String currency) {
        return new BigDecimal(shop.get("/v1/predictions/amount-and-fees?operation_type=COLLECTION"
                        + "&payment_method=MTN_MOMO_LBR&provider=PAWAPAY&base_amount=100&base_currency=USD"
                        + "&fee_bearer=PAYER&target_currency=" + currency)
                .expect(200)
                .text("payer_amount"));
    }

    private Instant now() {
        return Instant.parse(shop.get("/sandbox/clock").expect(200).text("now"));
    }

    /// As an operator does on the command line.
    private static void importRate(String line) {
        var header = String.join(",", PriceFiles.RATE_COLUMNS) + "\n";
        try (var database = new Database(SERVER.database().server(), 1)) {
            var imported = new PriceFiles(database, InstantSource.system()).importRates(header + line);
            assertThat(imported.complaints()).isEmpty();
        }
    }
}
