package dev.opendollr.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.opendollr.merchant.Merchants.Registered;
import dev.opendollr.testing.Answer;
import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.RawHttp;
import dev.opendollr.testing.TestServer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Which tokens open the door.
class TokenApiTest {
    private static final String LIST = "/v1/orders/list";
    private static final String OBTAIN = "/v1/jwt/client/obtain/token";
    private static final String REFUSED = "{\"detail\":\"Could not validate credentials\"}";
    private static final SecretKey ACCESS_KEY = derived("opendollr access");
    private static final SecretKey FOREIGN_KEY =
            new SecretKeySpec("another key that is 32 bytes and more".getBytes(UTF_8), "HmacSHA256");
    /// What the promise of at most five seconds is held to.
    private static final Duration REVOCATION_MAX = Duration.ofSeconds(6);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final Registered registered = SERVER.register();

    @Test
    void a_token_made_as_the_server_makes_them_is_accepted() {
        with(token("HS256", claims(), ACCESS_KEY)).get(LIST).expect(200);
    }

    @TestFactory
    Stream<DynamicTest> everything_else_is_refused() {
        var good = token("HS256", claims(), ACCESS_KEY);
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put(
                "alg none without signature",
                token("none", claims(), ACCESS_KEY).replaceFirst("[^.]*$", ""));
        tokens.put("alg none with signature", token("none", claims(), ACCESS_KEY));
        tokens.put("alg HS512 with the right key", token("HS512", claims(), ACCESS_KEY));
        tokens.put("alg hs256", token("hs256", claims(), ACCESS_KEY));
        tokens.put("alg RS256", token("RS256", claims(), ACCESS_KEY));
        tokens.put("the secret itself", token("HS256", claims(), TestServer.KEY));
        tokens.put("the key of links", token("HS256", claims(), derived("opendollr link")));
        tokens.put("the key of realtime", token("HS256", claims(), derived("opendollr realtime")));
        tokens.put("a foreign key", token("HS256", claims(), FOREIGN_KEY));
        tokens.put("expired", token("HS256", claims("exp", Instant.now().getEpochSecond() - 1), ACCESS_KEY));
        tokens.put("expires now", token("HS256", claims("exp", Instant.now().getEpochSecond()), ACCESS_KEY));
        tokens.put("never expires", token("HS256", claims("exp", null), ACCESS_KEY));
        tokens.put("expires in words", token("HS256", claims("exp", "tomorrow"), ACCESS_KEY));
        tokens.put("another audience", token("HS256", claims("aud", "dollr"), ACCESS_KEY));
        tokens.put("no audience", token("HS256", claims("aud", null), ACCESS_KEY));
        tokens.put("another type", token("HS256", claims("typ", "refresh"), ACCESS_KEY));
        tokens.put("no type", token("HS256", claims("typ", null), ACCESS_KEY));
        tokens.put("no subject", token("HS256", claims("sub", null), ACCESS_KEY));
        tokens.put("an unknown subject", token("HS256", claims("sub", "odc_nobody"), ACCESS_KEY));
        tokens.put("no merchant", token("HS256", claims("merchant_id", null), ACCESS_KEY));
        tokens.put("merchant 0", token("HS256", claims("merchant_id", 0), ACCESS_KEY));
        tokens.put("a merchant in words", token("HS256", claims("merchant_id", "one"), ACCESS_KEY));
        tokens.put("an unknown merchant type", token("HS256", claims("merchant_type", "USER"), ACCESS_KEY));
        tokens.put("a changed payload", changedPayload(good));
        tokens.put("a cut signature", good.substring(0, good.length() - 2));
        tokens.put("no signature", good.replaceFirst("[^.]*$", ""));
        tokens.put("two parts", good.replaceFirst("\\.[^.]*$", ""));
        tokens.put("five parts", good + ".a.b");
        tokens.put("no JSON", "a.b.c");
        tokens.put("empty parts", "..");
        tokens.put("nothing", "");
        tokens.put("twice", good + " " + good);
        return tokens.entrySet().stream()
                .map(token -> dynamicTest(token.getKey(), () -> {
                    var answer = with(token.getValue()).get(LIST).expect(401);
                    assertThat(answer.body()).isEqualTo(REFUSED);
                    assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Basic b2RjOm9kcw==", "Bearer", "Digest x", "token", "Bearer\u00a0x"})
    void another_scheme_is_refused(String authorization) {
        var client = SERVER.stranger().with("Authorization", authorization);
        assertThat(client.get(LIST).expect(401).body()).isEqualTo(REFUSED);
    }

    @Test
    void the_scheme_is_read_in_any_case() {
        var token = obtain().expect(200).text("access_token");
        SERVER.stranger().with("Authorization", "bearer " + token).get(LIST).expect(200);
    }

    @Test
    void without_a_token_nothing_else_is_looked_at() {
        for (var operation : Operation.originals()) {
            if (operation.isSecured()) {
                var answer = SERVER.stranger()
                        .with("Content-Type", "application/json")
                        .send(operation.method(), operation.path().replaceAll("\\{[a-z_]+}", "x"), "{");
                assertThat(answer.expect(401).body()).isEqualTo("{\"detail\":\"Not authenticated\"}");
                assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
            }
        }
    }

    @Test
    void a_token_lives_for_sixty_minutes_and_is_not_stored_on_the_way() {
        var answer = obtain().expect(200);
        assertThat(answer.json().get("expires_in").intValue()).isEqualTo(60);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var payload = answer.text("access_token").replaceFirst("^[^.]*\\.", "").replaceFirst("\\..*$", "");
        var claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(payload));
        assertThat(claims.get("exp").longValue() - claims.get("iat").longValue())
                .isEqualTo(3_600);
    }

    @Test
    void a_new_token_ends_no_older_one() {
        var older = with(obtain().text("access_token"));
        var newer = with(obtain().text("access_token"));
        assertThat(older.header("Authorization")).isNotEqualTo(newer.header("Authorization"));
        older.get(LIST).expect(200);
        newer.get(LIST).expect(200);
    }

    @Test
    void a_token_is_not_bound_to_a_host_name() {
        var token = obtain().text("access_token");
        for (var host : new String[] {"localhost", "pay.example.com", "10.0.0.1:8080"}) {
            var answer = RawHttp.exchange(
                    SERVER.url(),
                    "GET " + LIST + " HTTP/1.1",
                    "Host: " + host,
                    "Authorization: Bearer " + token,
                    "",
                    "");
            assertThat(RawHttp.status(answer)).as(host).isEqualTo(200);
        }
    }

    @Test
    void a_wrong_secret_and_an_unknown_client_get_the_same_answer() {
        var stranger = SERVER.stranger();
        var clientId = registered.credential().clientId();
        assertThat(stranger.post(OBTAIN, credentials(clientId, "ods_wrong"))
                        .expect(401)
                        .body())
                .isEqualTo(REFUSED);
        assertThat(stranger.post(OBTAIN, credentials("odc_nobody", "ods_wrong"))
                        .expect(401)
                        .body())
                .isEqualTo(REFUSED);
        var other = SERVER.register().credential();
        assertThat(stranger.post(OBTAIN, credentials(clientId, other.secret().plain()))
                        .expect(401)
                        .body())
                .isEqualTo(REFUSED);
    }

    @Test
    void a_revoked_credential_gets_no_token_and_its_tokens_end_soon() {
        var client = SERVER.client(registered.credential());
        client.get(LIST).expect(200);
        SERVER.revoke(registered.credential());
        assertThat(obtain().expect(401).body()).isEqualTo(REFUSED);
        assertThat(Eventually.within(REVOCATION_MAX, () -> client.get(LIST).status() == 401))
                .isTrue();
        assertThat(client.get(LIST).expect(401).body()).isEqualTo(REFUSED);
    }

    private Answer obtain() {
        var credential = registered.credential();
        return SERVER.stranger()
                .post(
                        OBTAIN,
                        credentials(credential.clientId(), credential.secret().plain()));
    }

    private static String credentials(String clientId, String clientSecret) {
        return JsonMapper.shared().writeValueAsString(Map.of("client_id", clientId, "client_secret", clientSecret));
    }

    private static Client with(String token) {
        return SERVER.stranger().with("Authorization", "Bearer " + token);
    }

    private Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", "opendollr");
        claims.put("sub", registered.credential().clientId());
        claims.put("typ", "access");
        claims.put("merchant_id", registered.merchant().id().value());
        claims.put("merchant_type", "ORGANIZATION");
        claims.put("exp", Instant.now().getEpochSecond() + 600);
        return claims;
    }

    private Map<String, Object> claims(String name, @Nullable Object value) {
        var claims = claims();
        if (value == null) {
            var _ = claims.remove(name);
        } else {
            claims.put(name, value);
        }
        return claims;
    }

    /// HKDF with SHA-256 by hand, for one block: extract without a salt, then expand.
    private static SecretKey derived(String info) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
            mac.init(new SecretKeySpec(mac.doFinal(TestServer.KEY.getEncoded()), "HmacSHA256"));
            mac.update(info.getBytes(UTF_8));
            return new SecretKeySpec(mac.doFinal(new byte[] {1}), "HmacSHA256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String token(String algorithm, Map<String, Object> claims, SecretKey key) {
        var head = encoded(JsonMapper.shared().writeValueAsBytes(Map.of("alg", algorithm, "typ", "JWT")));
        var signed = head + "." + encoded(JsonMapper.shared().writeValueAsBytes(claims));
        try {
            var mac = Mac.getInstance(algorithm.equals("HS512") ? "HmacSHA512" : "HmacSHA256");
            mac.init(key);
            return signed + "." + encoded(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The claims of another merchant under the signature of this one.
    private String changedPayload(String token) {
        var claims = claims("merchant_id", registered.merchant().id().value() + 1);
        var payload = encoded(JsonMapper.shared().writeValueAsBytes(claims));
        return token.replaceFirst("\\.[^.]*\\.", "." + payload + ".");
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
