package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestServer;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What an operator watches: payments that do not end.
class MetricsApiTest {
    private static final String OPEN = "executions_open";
    private static final String OLDEST = "executions_open_oldest_seconds";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Client shop = SERVER.newMerchant();

    @Test
    void a_payment_in_flight_is_counted_and_grows_old() {
        assertThat(metric(OPEN)).isZero();
        Payments.collectOrder(
                shop, Orders.createActive(shop), Payments.account(shop, "COLLECTION", Payments.STAYS_IN_FLIGHT));

        shop.post("/sandbox/clock", "{\"forward_seconds\": 3600}").expect(200);

        Eventually.isTrue("it is an hour old", () -> metric(OLDEST) >= 3_600);
        assertThat(metric(OPEN)).isEqualTo(1);
        var attempt = shop.get("/sandbox/attempts").expect(200).json().get(0).path("id");
        shop.post("/sandbox/attempts/" + attempt.stringValue() + "/complete", "")
                .expect(200);
        Eventually.isTrue("nothing is open", () -> metric(OPEN) == 0 && metric(OLDEST) == 0);
    }

    private static long metric(String name) {
        return SERVER.operator()
                .get("/metrics")
                .expect(200)
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> new BigDecimal(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow()
                .longValue();
    }
}
