package dev.opendollr.base.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.AccessTokens;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.identity.Subject;
import dev.opendollr.feed.Cursors;
import dev.opendollr.link.Link;
import dev.opendollr.link.Link.Page;
import dev.opendollr.link.PublicLinks;
import dev.opendollr.realtime.Channel;
import dev.opendollr.realtime.RealtimeKeys;
import dev.opendollr.session.SessionId;
import dev.opendollr.source.SourceId;
import dev.opendollr.source.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/// What each kind of token is good for, and for how long.
class TokensTest {
    private static final MerchantId MERCHANT = new MerchantId(7);
    private static final Subject SUBJECT = new Subject("odc_1", MERCHANT, MerchantType.ORGANIZATION);
    private static final Link LINK = new Link(Page.PAY, MERCHANT, SourceKind.ORDER, new SourceId(3));
    private static final Channel CHANNEL =
            new Channel(MERCHANT, new SessionId(55), UUID.fromString("550e8400-e29b-41d4-a716-446655440000"));
    private static final long NUMBER = 9;

    private static final String OLD_ACCESS = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJvcGVuZG9sbHIiLCJzdWIiOiJvZGN"
            + "fMSIsInR5cCI6ImFjY2VzcyIsIm1lcmNoYW50X2lkIjo3LCJleHAiOjE3NjcyMjkyMDAsImlhdCI6MTc2NzIyNTYwMCwianRpIjo"
            + "iODA4MjJiZDEtNGFjOS00YTUzLWEwYWUtNGMyMTVlN2ZjOTdmIiwibWVyY2hhbnRfdHlwZSI6Ik9SR0FOSVpBVElPTiJ9.gtNxiI"
            + "7fgDUZpbJ5ECHV_vxEUSX7YGL_6jh6XEgSzX4";
    private static final String LINK_TEXT = "SiU9wVCrWA-rzWkbzlqDFdkfmnoJQpKK5oCjP_00OJCe";
    private static final String OLD_REALTIME = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJvcGVuZG9sbHIiLCJyb2xlIjoiYXV"
            + "0aGVudGljYXRlZCIsInJlZmVyZW5jZV9pZCI6IjU1MGU4NDAwLWUyOWItNDFkNC1hNzE2LTQ0NjY1NTQ0MDAwMCIsImNoYW5uZWw"
            + "iOiJwYXltZW50LWludGVudDo1NTo1NTBlODQwMC1lMjliLTQxZDQtYTcxNi00NDY2NTU0NDAwMDAiLCJzZXNzaW9uX2lkIjo1NSw"
            + "idHlwIjoicmVhbHRpbWUiLCJtZXJjaGFudF9pZCI6NywiZXhwIjoxNzY3MjI5MjAwLCJpYXQiOjE3NjcyMjU2MDAsImp0aSI6IjJ"
            + "hNGVmZTRjLTk5ZmQtNGFiMy04MDIzLTJkM2MwZjMxNTYzNiJ9.rqGuQT41fxTUxwnXhLg7IlB_lIpZSigAXuRWzdTHNF0";
    private static final String OLD_CURSOR = "eyJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiZGlyIn0..qtiFvHt2ypr28OAU.CL"
            + "osLRuX9b7ZVFfvVQ0NgQ.DXQ4L5luWY_TfUoVuQt6cA";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final TokenKeys keys = keys(1);
    private final AccessTokens access = new AccessTokens(now::get, keys);
    private final PublicLinks links = links(keys);
    private final RealtimeKeys realtime = new RealtimeKeys(now::get, keys);
    private final Cursors cursors = new Cursors(keys);

    @Test
    void each_kind_says_what_it_was_issued_for() {
        assertThat(access.verify(access.issue(SUBJECT))).contains(SUBJECT);
        assertThat(links.read(links.token(LINK))).contains(LINK);
        assertThat(realtime.verify(realtime.issue(CHANNEL))).contains(CHANNEL);
        assertThat(cursors.read(MERCHANT, cursors.issue(MERCHANT, NUMBER))).contains(NUMBER);
        assertThat(CHANNEL.name()).isEqualTo("payment-intent:55:550e8400-e29b-41d4-a716-446655440000");
    }

    @Test
    void a_cursor_is_opened_by_the_key_that_made_it_for_its_merchant_and_for_nothing_else() {
        var text = cursors.issue(MERCHANT, NUMBER);
        assertThat(new Cursors(keys(2, 1)).read(MERCHANT, text)).contains(NUMBER);
        assertThat(new Cursors(keys(2)).read(MERCHANT, text)).isEmpty();
        assertThat(cursors.read(new MerchantId(8), text)).isEmpty();
        assertThat(cursors.read(MERCHANT, links.token(LINK))).isEmpty();
        assertThat(links.read(text)).isEmpty();
        assertThat(access.verify(text)).isEmpty();
    }

    @Test
    void no_kind_passes_for_another() {
        var ofAccess = access.issue(SUBJECT);
        var link = links.token(LINK);
        var ofRealtime = realtime.issue(CHANNEL);
        assertThat(access.verify(link)).isEmpty();
        assertThat(access.verify(ofRealtime)).isEmpty();
        assertThat(links.read(ofAccess)).isEmpty();
        assertThat(links.read(ofRealtime)).isEmpty();
        assertThat(realtime.verify(ofAccess)).isEmpty();
        assertThat(realtime.verify(link)).isEmpty();
    }

    @Test
    void access_and_realtime_end_after_an_hour_and_links_stay() {
        var ofAccess = access.issue(SUBJECT);
        var ofRealtime = realtime.issue(CHANNEL);
        var link = links.token(LINK);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(60)).minusMillis(1));
        assertThat(access.verify(ofAccess)).isPresent();
        assertThat(realtime.verify(ofRealtime)).isPresent();
        now.updateAndGet(time -> time.plusMillis(1));
        assertThat(access.verify(ofAccess)).isEmpty();
        assertThat(realtime.verify(ofRealtime)).isEmpty();
        now.updateAndGet(time -> time.plus(Duration.ofDays(3_650)));
        assertThat(links.read(link)).contains(LINK);
    }

    @Test
    void the_same_link_is_the_same_text_and_another_one_another() {
        var link = links.token(LINK);
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(links.token(LINK)).isEqualTo(link);
        assertThat(links.token(new Link(Page.RECEIPT, MERCHANT, SourceKind.ORDER, new SourceId(3))))
                .isNotEqualTo(link);
        assertThat(links.token(new Link(Page.PAY, new MerchantId(8), SourceKind.ORDER, new SourceId(3))))
                .isNotEqualTo(link);
        assertThat(links.token(new Link(Page.PAY, MERCHANT, SourceKind.INVOICE, new SourceId(3))))
                .isNotEqualTo(link);
    }

    @Test
    void a_link_lives_as_long_as_the_key_that_sealed_it_is_accepted() {
        var link = links.token(LINK);
        assertThat(links(keys(2, 1)).read(link)).contains(LINK);
        assertThat(links(keys(2)).read(link)).isEmpty();
        assertThat(links.read(link.substring(0, link.length() - 2))).isEmpty();
        assertThat(links.read("")).isEmpty();
    }

    /// Whoever holds one may go on using it. All but the link were made by the version before purposes had a room
    /// of their own.
    @Test
    void what_older_versions_have_made_is_accepted_and_made_in_the_same_form() {
        assertThat(access.verify(OLD_ACCESS)).contains(SUBJECT);
        assertThat(realtime.verify(OLD_REALTIME)).contains(CHANNEL);
        assertThat(cursors.read(MERCHANT, OLD_CURSOR)).contains(NUMBER);
        assertThat(links.read(LINK_TEXT)).contains(LINK);
        assertThat(links.token(LINK)).isEqualTo(LINK_TEXT);
        assertThat(sayings(access.issue(SUBJECT))).isEqualTo(sayings(OLD_ACCESS));
        assertThat(sayings(realtime.issue(CHANNEL))).isEqualTo(sayings(OLD_REALTIME));
    }

    /// Header and claims, without the random id.
    private static String sayings(String token) {
        var parts = token.split("\\.", -1);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        return parts[0] + claims.replaceFirst("\"jti\":\"[0-9a-f-]{36}\"", "");
    }

    private static PublicLinks links(TokenKeys keys) {
        return new PublicLinks(keys, () -> "http://127.0.0.1");
    }

    /// The keys of these numbers, of which the first signs.
    private static TokenKeys keys(int signing, int... retired) {
        return new TokenKeys(
                key(signing), Arrays.stream(retired).mapToObj(TokensTest::key).toList());
    }

    private static SecretKey key(int number) {
        return TokenKeys.secret(("key number " + number + " of at least 32 bytes").getBytes(UTF_8));
    }
}
