package dev.opendollr.base.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class HashesTest {
    private static final String TEXT = "231771234789";

    private final SecretKey key = key(1);
    private final SecretKey other = key(2);

    @Test
    void a_text_has_one_name_for_each_key_the_one_of_the_signing_key_first() {
        var alone = hashes(key, List.of()).of(TEXT);
        assertThat(alone).singleElement().asString().matches("[0-9a-f]{" + Hashes.DIGITS + "}");
        assertThat(hashes(key, List.of()).of(TEXT)).isEqualTo(alone);
        assertThat(hashes(other, List.of(key)).of(TEXT))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .endsWith(alone.getFirst());
    }

    @Test
    void another_text_another_key_and_another_purpose_give_other_names() {
        var name = hashes(key, List.of()).of(TEXT);
        assertThat(hashes(key, List.of()).of(TEXT + "0")).doesNotContainAnyElementsOf(name);
        assertThat(hashes(other, List.of()).of(TEXT)).doesNotContainAnyElementsOf(name);
        assertThat(new Hashes(new TokenKeys(key, List.of()), Purpose.LINK).of(TEXT))
                .doesNotContainAnyElementsOf(name);
    }

    private static Hashes hashes(SecretKey signing, List<SecretKey> retired) {
        return new Hashes(new TokenKeys(signing, retired), Purpose.PROMPT);
    }

    private static SecretKey key(int number) {
        return TokenKeys.secret(
                ("a key for tests of hashes, 32 bytes long, number " + number).getBytes(StandardCharsets.US_ASCII));
    }
}
