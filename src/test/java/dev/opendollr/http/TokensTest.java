package dev.opendollr.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.http.Tokens.Channel;
import dev.opendollr.http.Tokens.Link;
import dev.opendollr.http.Tokens.Link.Page;
import dev.opendollr.http.Tokens.Subject;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.identity.MerchantType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/// What each kind of token is good for, and for how long.
class TokensTest {
    private static final MerchantId MERCHANT = new MerchantId(7);
    private static final Subject SUBJECT = new Subject("odc_1", MERCHANT, MerchantType.ORGANIZATION);
    private static final Link LINK = new Link(Page.PAY, MERCHANT, "ORDER", 3);
    private static final Channel CHANNEL =
            new Channel(MERCHANT, 55, UUID.fromString("550e8400-e29b-41d4-a716-446655440000"));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Tokens tokens = tokens(key(1), List.of());

    @Test
    void each_kind_says_what_it_was_issued_for() {
        assertThat(tokens.verify(tokens.issue(SUBJECT))).contains(SUBJECT);
        assertThat(tokens.verifyLink(tokens.issueLink(LINK))).contains(LINK);
        assertThat(tokens.verifyRealtime(tokens.issueRealtime(CHANNEL))).contains(CHANNEL);
        assertThat(CHANNEL.name()).isEqualTo("payment-intent:55:550e8400-e29b-41d4-a716-446655440000");
    }

    @Test
    void a_cursor_is_opened_by_the_key_that_made_it_and_for_nothing_else() {
        var cursor = new Tokens.Cursor(MERCHANT, 9);
        var text = tokens.issueCursor(cursor);
        assertThat(tokens.verifyCursor(text)).contains(cursor);
        assertThat(tokens(key(2), List.of(key(1))).verifyCursor(text)).contains(cursor);
        assertThat(tokens(key(2), List.of()).verifyCursor(text)).isEmpty();
        assertThat(tokens.verifyCursor(tokens.issueLink(LINK))).isEmpty();
        assertThat(tokens.verifyLink(text)).isEmpty();
        assertThat(tokens.verify(text)).isEmpty();
    }

    @Test
    void no_kind_passes_for_another() {
        var access = tokens.issue(SUBJECT);
        var link = tokens.issueLink(LINK);
        var realtime = tokens.issueRealtime(CHANNEL);
        assertThat(tokens.verify(link)).isEmpty();
        assertThat(tokens.verify(realtime)).isEmpty();
        assertThat(tokens.verifyLink(access)).isEmpty();
        assertThat(tokens.verifyLink(realtime)).isEmpty();
        assertThat(tokens.verifyRealtime(access)).isEmpty();
        assertThat(tokens.verifyRealtime(link)).isEmpty();
    }

    @Test
    void access_and_realtime_end_after_an_hour_and_links_stay() {
        var access = tokens.issue(SUBJECT);
        var realtime = tokens.issueRealtime(CHANNEL);
        var link = tokens.issueLink(LINK);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(60)).minusMillis(1));
        assertThat(tokens.verify(access)).isPresent();
        assertThat(tokens.verifyRealtime(realtime)).isPresent();
        now.updateAndGet(time -> time.plusMillis(1));
        assertThat(tokens.verify(access)).isEmpty();
        assertThat(tokens.verifyRealtime(realtime)).isEmpty();
        now.updateAndGet(time -> time.plus(Duration.ofDays(3_650)));
        assertThat(tokens.verifyLink(link)).contains(LINK);
    }

    @Test
    void the_same_link_is_the_same_text_and_another_one_another() {
        var link = tokens.issueLink(LINK);
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(tokens.issueLink(LINK)).isEqualTo(link);
        assertThat(tokens.issueLink(new Link(Page.RECEIPT, MERCHANT, "ORDER", 3)))
                .isNotEqualTo(link);
        assertThat(tokens.issueLink(new Link(Page.PAY, new MerchantId(8), "ORDER", 3)))
                .isNotEqualTo(link);
    }

    @Test
    void a_link_lives_as_long_as_the_key_that_signed_it_is_accepted() {
        var link = tokens.issueLink(LINK);
        assertThat(tokens(key(2), List.of(key(1))).verifyLink(link)).contains(LINK);
        assertThat(tokens(key(2), List.of()).verifyLink(link)).isEmpty();
        assertThat(tokens.verifyLink(link.substring(0, link.length() - 2))).isEmpty();
        assertThat(tokens.verifyLink("")).isEmpty();
    }

    private Tokens tokens(SecretKey key, List<SecretKey> retired) {
        return new Tokens(now::get, new TokenKeys(key, retired));
    }

    private static SecretKey key(int number) {
        return TokenKeys.secret(("key number " + number + " of at least 32 bytes").getBytes(UTF_8));
    }
}
