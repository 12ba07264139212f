package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that many share: its clock is seen by all and moved by nobody over HTTP.
class SandboxClockOfOperatorApiTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.withClockOfOperator();

    @ParameterizedTest
    @ValueSource(strings = {"{\"forward_seconds\": 60}", "{\"to\": \"2030-01-01T00:00:00Z\"}", "{}"})
    void nobody_moves_it_and_everybody_is_told_who_may(String body) {
        var developer = SERVER.newMerchant();
        assertThat(developer.post("/sandbox/clock", body).expect(403).text("detail"))
                .contains("only its operator moves it");
        assertThat(SERVER.stranger().post("/sandbox/clock", body).status()).isEqualTo(401);
        assertThat(developer
                        .get("/sandbox/clock")
                        .expect(200)
                        .json()
                        .path("offset_seconds")
                        .intValue())
                .isZero();
    }

    @Test
    void outages_and_attempts_are_everybodys_own_as_ever() {
        var developer = SERVER.newMerchant();
        developer
                .post(
                        "/sandbox/outages",
                        "{\"payment_method\": \"CREDIT_CARD\", \"kind\": \"REJECTS\", \"seconds\": 60}")
                .expect(200);
        developer.get("/sandbox/attempts").expect(200);
    }
}
