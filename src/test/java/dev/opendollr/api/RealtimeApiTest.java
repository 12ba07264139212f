package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.realtime.Channel;
import dev.opendollr.realtime.RealtimeKeys;
import dev.opendollr.session.SessionId;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Orders;
import dev.opendollr.testing.Payments;
import dev.opendollr.testing.TestLog;
import dev.opendollr.testing.TestServer;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Keys to the news of one payment.
class RealtimeApiTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String PATH = "/v1/realtime-keys/collection";
    private static final UUID REFERENCE = UUID.fromString("550e8400-e29b-41d4-a716-446655440000");

    private final RealtimeKeys keys =
            new RealtimeKeys(InstantSource.system(), new TokenKeys(TestServer.KEY, List.of()));
    private Client shop = new Client("", Map.of());
    private MerchantId merchant = new MerchantId(1);
    /// Its one checkout session, for an order.
    private long session;

    @BeforeEach
    void open_a_shop() {
        var registered = SERVER.register();
        shop = SERVER.client(registered.credential());
        merchant = registered.merchant().id();
        session = Payments.checkout(shop, Orders.createActive(shop));
    }

    @Test
    void a_key_is_for_one_merchant_one_session_and_one_payment_and_counts_its_seconds() {
        var answer = shop.post(PATH, body(session, "ORDER")).expect(200);
        assertThat(answer.json().path("expires_in").longValue()).isEqualTo(3_600);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var key = answer.text("access_token");
        assertThat(keys.verify(key)).contains(new Channel(merchant, new SessionId(session), REFERENCE));
        TestLog.assertHoldsNone(shop, key);
    }

    @Test
    void a_key_says_what_a_hosted_supabase_asks_for() {
        var key = shop.post(PATH, body(session, "ORDER")).expect(200).text("access_token");
        var claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(key.split("\\.", -1)[1]));
        assertThat(claims.path("role").stringValue()).isEqualTo("authenticated");
        assertThat(claims.path("exp").longValue() - claims.path("iat").longValue())
                .isEqualTo(3_600);
        assertThat(claims.path("channel").stringValue()).isEqualTo("payment-intent:" + session + ":" + REFERENCE);
        assertThat(claims.path("typ").stringValue()).isEqualTo("realtime");
    }

    @Test
    void a_key_opens_no_other_door() {
        var key = shop.post(PATH, body(session, "ORDER")).expect(200).text("access_token");
        new Client(SERVER.url(), Map.of("Authorization", "Bearer " + key))
                .post(PATH, body(session, "ORDER"))
                .expect(401);
    }

    @ParameterizedTest(name = "session {0} of {1}")
    @CsvSource({"999999999, ORDER", "0, ORDER", "-1, ORDER", "99999999999999999999, ORDER"})
    void a_session_that_is_not_there_is_refused(String other, String type) {
        assertThat(shop.post(PATH, body(other, type)).expect(422).errors())
                .containsExactly("body.session_id value_error");
    }

    @Test
    void a_session_of_another_type_is_refused() {
        assertThat(shop.post(PATH, body(session, "INVOICE")).expect(422).errors())
                .containsExactly("body.session_id value_error");
        long payee = Payments.account(shop, "PAYOUT", Payments.COMPLETES);
        long payout = Payments.payoutSession(shop, payee, "USD", "5");
        assertThat(shop.post(PATH, body(payout, "ORDER")).expect(422).errors())
                .containsExactly("body.session_id value_error");
    }

    @Test
    void another_merchants_session_is_refused() {
        assertThat(SERVER.newMerchant()
                        .post(PATH, body(session, "ORDER"))
                        .expect(422)
                        .errors())
                .containsExactly("body.session_id value_error");
    }

    @Test
    void subscriptions_are_no_type_of_source_here() {
        assertThat(shop.post(PATH, body(session, "SUBSCRIPTION")).expect(422).errors())
                .containsExactly("body.source_type enum");
    }

    private static String body(Object session, String type) {
        return "{\"session_id\": " + session + ", \"source_type\": \"" + type + "\", \"reference_id\": \"" + REFERENCE
                + "\"}";
    }
}
