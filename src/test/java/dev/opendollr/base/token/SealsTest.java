package dev.opendollr.base.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sealed texts that come back changed, or that nobody here has made.
class SealsTest {
    private static final Seals SEALS = new Seals(
            new TokenKeys(TokenKeys.secret("a key for tests that is 32 bytes and more".getBytes(UTF_8)), List.of()),
            Purpose.CURSOR);

    private final String sealed = SEALS.seal("content".getBytes(UTF_8));

    @Test
    void what_was_sealed_is_read() {
        assertThat(SEALS.open(sealed).map(content -> new String(content, UTF_8)))
                .contains("content");
    }

    /// The library that reads headers breaks at some of them.
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{}",
                "{\"alg\":\"dir\"}",
                "{\"enc\":\"A256GCM\"}",
                "{\"alg\":null,\"enc\":null}",
                "{\"alg\":\"dir\",\"enc\":\"none\"}",
                "{\"alg\":\"dir\",\"enc\":7}",
                "{\"alg\":\"none\",\"enc\":\"A256GCM\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}",
                "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"crit\":[\"x\"]}",
                "null",
                "[]",
                "7",
                ""
            })
    void another_header_opens_nothing(String header) {
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(UTF_8));
        assertThat(SEALS.open(encoded + sealed.substring(sealed.indexOf('.')))).isEmpty();
    }

    @Test
    void a_text_of_which_any_character_was_changed_opens_nothing_else() {
        for (int place = 0; place < sealed.length(); place++) {
            var other = sealed.charAt(place) == 'A' ? 'B' : 'A';
            var changed = sealed.substring(0, place) + other + sealed.substring(place + 1);
            // The last character of a part can have bits that say nothing.
            SEALS.open(changed)
                    .ifPresent(content -> assertThat(new String(content, UTF_8)).isEqualTo("content"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", ".", "....", "a.b.c.d.e", "..........", "\u0000", "é.é.é.é.é"})
    void any_other_text_opens_nothing(String text) {
        assertThat(SEALS.open(text)).isEmpty();
        assertThat(SEALS.open(sealed.substring(0, sealed.indexOf('.')) + ".." + text))
                .isEmpty();
    }
}
