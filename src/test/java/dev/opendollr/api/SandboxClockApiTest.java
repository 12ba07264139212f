package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.TestServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The calls by which a developer moves time and puts operators out of order.
class SandboxClockApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void the_clock_goes_forward_for_everybody_and_for_what_is_dated() {
        var developer = SERVER.newMerchant();
        var before = now(developer);
        var moved =
                developer.post("/sandbox/clock", "{\"forward_seconds\": 3600}").expect(200);
        assertThat(Instant.parse(moved.text("now"))).isAfterOrEqualTo(before.plusSeconds(3600));
        assertThat(moved.json().path("offset_seconds").intValue()).isGreaterThanOrEqualTo(3600);

        var other = SERVER.newMerchant();
        assertThat(now(other)).isAfterOrEqualTo(before.plusSeconds(3600));
        var order = other.get("/v1/orders/retrieve/" + Orders.create(other));
        assertThat(Instant.parse(order.text("created_at"))).isAfterOrEqualTo(before.plusSeconds(3600));

        var to = now(developer).plusSeconds(60);
        developer.post("/sandbox/clock", "{\"to\": \"" + to + "\"}").expect(200);
        assertThat(now(developer)).isBetween(to, to.plusSeconds(30));
    }

    @Test
    void tokens_keep_real_time() {
        var developer = SERVER.newMerchant();
        developer.post("/sandbox/clock", "{\"forward_seconds\": 8640000}").expect(200);
        developer.get("/sandbox/clock").expect(200);
        var _ = SERVER.newMerchant();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                        | body.forward_seconds value_error",
                "{\"forward_seconds\": 1, \"to\": \"2030-01-01T00:00:00Z\"} | body.forward_seconds value_error",
                "{\"forward_seconds\": -1}                                 | body.forward_seconds greater_than_equal",
                "{\"forward_seconds\": 31622401}                           | body.forward_seconds less_than_equal",
                "{\"forward_seconds\": \"soon\"}                           | body.forward_seconds int_parsing",
                "{\"to\": \"2020-01-01T00:00:00Z\"}                        | body.to value_error",
                "{\"to\": \"2345-01-01T00:00:00Z\"}                        | body.to value_error",
                "{\"to\": \"tomorrow\"}                                    | body.to datetime_from_date_parsing",
            })
    void a_move_that_cannot_be_is_refused(String body, String error) {
        var developer = SERVER.newMerchant();
        developer.post("/sandbox/clock", "{\"forward_seconds\": 1}").expect(200);
        assertThat(developer.post("/sandbox/clock", body).expect(422).errors()).containsExactly(error);
    }

    @Test
    void an_outage_is_begun_seen_and_ended_by_its_developer_alone() {
        var developer = SERVER.newMerchant();
        var other = SERVER.newMerchant();
        var begun = developer
                .post(
                        "/sandbox/outages",
                        "{\"payment_method\": \"CREDIT_CARD\", \"kind\": \"REJECTS\", \"seconds\": 60}")
                .expect(200);
        assertThat(begun.text("payment_method")).isEqualTo("CREDIT_CARD");
        developer
                .post(
                        "/sandbox/outages",
                        "{\"payment_method\": \"CREDIT_CARD\", \"kind\": \"TIMES_OUT\", \"seconds\": 60}")
                .expect(200);
        assertThat(developer.get("/sandbox/outages").expect(200).json())
                .hasSize(1)
                .allMatch(outage -> outage.path("kind").stringValue().equals("TIMES_OUT"));
        assertThat(other.get("/sandbox/outages").expect(200).json()).isEmpty();
        other.delete("/sandbox/outages/CREDIT_CARD").expect(404);
        developer.delete("/sandbox/outages/CREDIT_CARD").expect(200);
        assertThat(developer.delete("/sandbox/outages/CREDIT_CARD").expect(404).text("detail"))
                .isEqualTo("Outage not found");
        developer.delete("/sandbox/outages/PIGEON").expect(404);
    }

    @Test
    void an_outage_ends_by_itself_when_the_clock_has_passed_it() {
        var developer = SERVER.newMerchant();
        developer
                .post(
                        "/sandbox/outages",
                        "{\"payment_method\": \"AIRTEL_RWA\", \"kind\": \"REJECTS\", \"seconds\": 900}")
                .expect(200);
        developer.post("/sandbox/clock", "{\"forward_seconds\": 900}").expect(200);
        assertThat(developer.get("/sandbox/outages").expect(200).json()).isEmpty();
    }

    @Test
    void an_outage_that_cannot_be_is_refused() {
        var shop = SERVER.newMerchant();
        assertThat(shop.post("/sandbox/outages", "{}").expect(422).errors())
                .containsExactly("body.payment_method missing", "body.kind missing", "body.seconds missing");
        assertThat(shop.post(
                                "/sandbox/outages",
                                "{\"payment_method\": \"WALLET\", \"kind\": \"SLOW\", \"seconds\": 86401}")
                        .expect(422)
                        .errors())
                .containsExactly("body.payment_method value_error", "body.kind enum", "body.seconds less_than_equal");
    }

    private static Instant now(Client client) {
        return Instant.parse(client.get("/sandbox/clock").expect(200).text("now"));
    }
}
