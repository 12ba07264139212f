package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.http.Authentication;
import dev.opendollr.http.Server;
import dev.opendollr.http.TokenKeys;
import dev.opendollr.http.Tokens;
import dev.opendollr.http.Tokens.Channel;
import dev.opendollr.http.Tokens.Subject;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.identity.MerchantType;
import dev.opendollr.realtime.RealtimeRoutes;
import dev.opendollr.source.SourceKind;
import dev.opendollr.testing.BareServer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.TestLog;
import dev.opendollr.testing.TestServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Keys to the news of one payment, for a merchant whose one checkout session has the number 55 and an order.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealtimeApiTest {
    private static final String PATH = "/v1/realtime-keys/collection";
    private static final UUID REFERENCE = UUID.fromString("550e8400-e29b-41d4-a716-446655440000");
    private static final MerchantId MERCHANT = new MerchantId(7);

    private final Tokens tokens = new Tokens(InstantSource.system(), new TokenKeys(TestServer.KEY, List.of()));
    private final Authentication authentication = new Authentication(tokens, clientId -> false);
    private final Server server = Server.start(
            BareServer.listening(Duration.ofSeconds(75)),
            BareServer.serving(new RealtimeRoutes(
                    authentication,
                    (merchant, session, sourceType) ->
                            merchant.equals(MERCHANT) && session == 55 && sourceType == SourceKind.ORDER,
                    tokens)));
    private final Client shop = client(MERCHANT);

    @AfterAll
    void stop() {
        server.stop();
    }

    @Test
    void a_key_is_for_one_merchant_one_session_and_one_payment_and_counts_its_seconds() {
        var answer = shop.post(PATH, body("55", "ORDER")).expect(200);
        assertThat(answer.json().path("expires_in").longValue()).isEqualTo(3_600);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var key = answer.text("access_token");
        assertThat(tokens.verifyRealtime(key)).contains(new Channel(MERCHANT, 55, REFERENCE));
        TestLog.assertHoldsNone(shop, key);
    }

    @Test
    void a_key_says_what_a_hosted_supabase_asks_for() {
        var key = shop.post(PATH, body("55", "ORDER")).expect(200).text("access_token");
        var claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(key.split("\\.", -1)[1]));
        assertThat(claims.path("role").stringValue()).isEqualTo("authenticated");
        assertThat(claims.path("exp").longValue() - claims.path("iat").longValue())
                .isEqualTo(3_600);
        assertThat(claims.path("channel").stringValue()).isEqualTo("payment-intent:55:" + REFERENCE);
        assertThat(claims.path("typ").stringValue()).isEqualTo("realtime");
    }

    @Test
    void a_key_opens_no_other_door() {
        var key = shop.post(PATH, body("55", "ORDER")).expect(200).text("access_token");
        new Client(url(), Map.of("Authorization", "Bearer " + key))
                .post(PATH, body("55", "ORDER"))
                .expect(401);
    }

    @ParameterizedTest(name = "session {0} of {1}")
    @CsvSource({"56, ORDER", "55, INVOICE", "0, ORDER", "-1, ORDER", "99999999999999999999, ORDER"})
    void a_session_that_is_not_there_or_of_another_type_is_refused(String session, String type) {
        assertThat(shop.post(PATH, body(session, type)).expect(422).errors())
                .containsExactly("body.session_id value_error");
    }

    @Test
    void another_merchants_session_is_refused() {
        assertThat(client(new MerchantId(8))
                        .post(PATH, body("55", "ORDER"))
                        .expect(422)
                        .errors())
                .containsExactly("body.session_id value_error");
    }

    @Test
    void subscriptions_are_no_type_of_source_here() {
        assertThat(shop.post(PATH, body("55", "SUBSCRIPTION")).expect(422).errors())
                .containsExactly("body.source_type enum");
    }

    private Client client(MerchantId merchant) {
        var token = tokens.issue(new Subject("odc_" + merchant.value(), merchant, MerchantType.ORGANIZATION));
        return new Client(url(), Map.of("Authorization", "Bearer " + token));
    }

    private String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private static String body(String session, String type) {
        return "{\"session_id\": " + session + ", \"source_type\": \"" + type + "\", \"reference_id\": \"" + REFERENCE
                + "\"}";
    }
}
