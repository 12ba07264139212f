package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.RawConnection;
import dev.opendollr.testing.TestLog;
import dev.opendollr.testing.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the log tells of a request to somebody who has only its id.
class AccessLogApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void a_refused_request_is_logged_with_the_places_and_types_of_what_is_wrong_and_with_who_sent_it() {
        var registered = SERVER.register();
        var credential = registered.credential();
        var id = id();
        SERVER.client(credential)
                .with("X-Request-Id", id)
                .post("/v1/orders/create", """
                    {"counterparty_id": "Zxcvbn", "currency": "usd", "fee_bearer": "PAYER", "as_payment_link": true}\
                    """)
                .expect(422);
        var line = line(id);
        assertThat(line.path("client_id").stringValue()).isEqualTo(credential.clientId());
        assertThat(line.path("status").intValue()).isEqualTo(422);
        assertThat(line.path("violations").valueStream().map(JsonNode::stringValue))
                .contains("body.counterparty_id int_parsing", "body.note missing");
        assertThat(line.toString()).doesNotContain("Zxcvbn", "usd");
    }

    @Test
    void a_name_that_a_sender_has_chosen_is_not_repeated() {
        var id = id();
        SERVER.newMerchant()
                .with("X-Request-Id", id)
                .post("/v1/parties/create", """
                    {"fullname": "Ma Hawa", "231779988776": {"cvv": "123"}}\
                    """)
                .expect(422);
        var line = line(id).toString();
        assertThat(line).contains("body.….cvv value_error").doesNotContain("231779988776");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BREW", "get", "4111111111111111"})
    void a_method_that_nobody_knows_is_not_repeated(String method) {
        var id = id();
        var request = method + " /v1/orders/list HTTP/1.1\r\nHost: a\r\nX-Request-Id: " + id + "\r\n\r\n";
        try (var connection = RawConnection.open(SERVER.url())) {
            connection.send(request);
            assertThat(connection.reply(false).orElseThrow().status()).isGreaterThanOrEqualTo(400);
        }
        var line = line(id);
        assertThat(line.path("method").stringValue()).isEqualTo("other");
        assertThat(line.toString()).doesNotContain(method);
    }

    @Test
    void a_deep_place_is_cut() {
        var id = id();
        SERVER.newMerchant()
                .with("X-Request-Id", id)
                .post("/v1/parties/create", "{\"party\":".repeat(20) + "{\"cvv\": \"123\"}" + "}".repeat(20))
                .expect(422);
        assertThat(line(id).path("violations").valueStream().map(JsonNode::stringValue))
                .contains("body.party.party.party.party.party.… value_error");
    }

    @Test
    void a_stranger_has_no_client_id_and_a_good_request_no_violations() {
        var id = id();
        SERVER.stranger().with("X-Request-Id", id).get("/v1/orders/list").expect(401);
        assertThat(line(id).has("client_id")).isFalse();
        var other = id();
        SERVER.newMerchant().with("X-Request-Id", other).get("/v1/orders/list").expect(200);
        assertThat(line(other).has("violations")).isFalse();
        assertThat(line(other).path("took_us").isNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
    void probes_leave_no_line(String probe) {
        var id = id();
        SERVER.operator().with("X-Request-Id", id).get(probe).expect(200);
        TestLog.assertHoldsNone(SERVER.stranger(), id);
    }

    private static JsonNode line(String requestId) {
        return TestLog.line("\"request_id\":\"" + requestId + "\"");
    }

    private static String id() {
        return "access-" + UUID.randomUUID();
    }
}
