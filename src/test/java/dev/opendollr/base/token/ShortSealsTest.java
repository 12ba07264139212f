package dev.opendollr.base.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Short texts that only this service can make, and nobody can change.
class ShortSealsTest {
    private static final byte[] CONTENT = HexFormat.of().parseHex("1100000000000000070000000000000003");
    private static final String KEY_1 = "01" + "00".repeat(31);
    private static final String NONCE_3 = "03" + "00".repeat(11);

    private final ShortSeals seals = seals(Purpose.LINK, 1);
    private final String text = seals.seal(CONTENT);

    @Test
    void seventeen_bytes_are_44_characters_that_need_no_escape_in_an_address() {
        assertThat(text).matches("[A-Za-z0-9_-]{44}");
        assertThat(seals.open(text)).contains(CONTENT);
        assertThat(seals.open(seals.seal(new byte[0])).orElseThrow()).isEmpty();
    }

    @Test
    void the_same_content_is_the_same_text_and_every_other_content_another() {
        assertThat(seals.seal(CONTENT)).isEqualTo(text);
        for (int bit = 0; bit < CONTENT.length * Byte.SIZE; bit++) {
            assertThat(seals.seal(flipped(CONTENT, bit))).as("bit %d", bit).isNotEqualTo(text);
        }
    }

    @Test
    void a_text_of_which_any_bit_was_changed_is_opened_no_more() {
        var bytes = Base64.getUrlDecoder().decode(text);
        assertThat(bytes).hasSize(33);
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            assertThat(seals.open(encoded(flipped(bytes, bit))))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void a_text_that_was_cut_or_made_longer_is_opened_no_more() {
        var bytes = Base64.getUrlDecoder().decode(text);
        for (int length = 0; length < bytes.length + 4; length++) {
            if (length != bytes.length) {
                assertThat(seals.open(encoded(Arrays.copyOf(bytes, length))))
                        .as("%d bytes", length)
                        .isEmpty();
            }
        }
    }

    /// A decoder alone would read the same bytes from some of these texts.
    @ParameterizedTest
    @ValueSource(strings = {"%s=", "%s==", "%s====", " %s", "%s ", "%s\n", "%sA", "%s%%3D", "=%s"})
    void only_the_one_text_is_opened(String frame) {
        assertThat(seals.open(frame.formatted(text))).isEmpty();
    }

    /// With content of 16 bytes the last character has bits that no byte needs.
    @Test
    void unused_bits_make_no_second_text() {
        var sixteen = Arrays.copyOf(CONTENT, 16);
        var whole = seals.seal(sixteen);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var opened = alphabet.chars()
                .mapToObj(last -> whole.substring(0, whole.length() - 1) + (char) last)
                .filter(changed -> seals.open(changed).isPresent())
                .toList();
        assertThat(opened).containsExactly(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "....", "ü", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a b", "+/+/"})
    void what_is_no_such_text_is_not_opened(String other) {
        assertThat(seals.open(other)).isEmpty();
    }

    @Test
    void a_retired_key_opens_and_does_not_seal() {
        var later = seals(Purpose.LINK, 2, 1);
        assertThat(later.open(text)).contains(CONTENT);
        assertThat(later.seal(CONTENT))
                .isNotEqualTo(text)
                .isEqualTo(seals(Purpose.LINK, 2).seal(CONTENT));
        assertThat(seals(Purpose.LINK, 2).open(text)).isEmpty();
        assertThat(seals.open(later.seal(CONTENT))).isEmpty();
    }

    @Test
    void each_purpose_has_a_key_of_its_own() {
        for (var purpose : Purpose.values()) {
            assertThat(seals(purpose, 1).open(text).isPresent())
                    .as("%s", purpose)
                    .isEqualTo(purpose == Purpose.LINK);
        }
    }

    /// The vectors of RFC 8452, appendices C.2 and C.3, whose counter wraps around.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        key 1 | nonce 3 | - | - | 07f5f4169bbf55a8400cd47ea6fd400f
        key 1 | nonce 3 | - | 0100000000000000 | c2ef328e5c71c83b843122130f7364b761e0b97427e3df28
        key 1 | nonce 3 | - | 010000000000000000000000 | 9aab2aeb3faa0a34aea8e2b18ca50da9ae6559e48fd10f6e5c9ca17e
        key 1 | nonce 3 | - | 01000000000000000000000000000000 | \
        85a01b63025ba19b7fd3ddfc033b3e76c9eac6fa700942702e90862383c6c366
        key 1 | nonce 3 | - | 0100000000000000000000000000000002000000000000000000000000000000 | \
        4a6a9db4c8c6549201b9edb53006cba821ec9cf850948a7c86c68ac7539d027fe819e63abcd020b006a976397632eb5d
        key 1 | nonce 3 | 01 | 0200000000000000 | 1de22967237a813291213f267e3b452f02d01ae33e4ec854
        key 1 | nonce 3 | 010000000000000000000000000000000200 | 0300000000000000000000000000000004000000 | \
        43dd0163cdb48f9fe3212bf61b201976067f342bb879ad976d8242acc188ab59cabfe307
        3c535de192eaed3822a2fbbe2ca9dfc88255e14a661b8aa82cc54236093bbc23 | 688089e55540db1872504e1c | \
        734320ccc9d9bbbb19cb81b2af4ecbc3e72834321f7aa0f70b7282b4f33df23f167541 | \
        ced532ce4159b035277d4dfbb7db62968b13cd4eec | \
        626660c26ea6612fb17ad91e8e767639edd6c9faee9d6c7029675b89eaf4ba1ded1a286594
        key 0 | nonce 0 | - | 000000000000000000000000000000004db923dc793ee6497c76dcc03a98e108 | \
        f3f80f2cf0cb2dd9c5984fcda908456cc537703b5ba70324a6793a7bf218d3eaffffffff000000000000000000000000
        key 0 | nonce 0 | - | eb3640277c7ffd1303c7a542d02d3e4c0000000000000000 | \
        18ce4f0b8cb4d0cac65fea8f79257b20888e53e72299e56dffffffff000000000000000000000000
        """)
    void the_cipher_is_that_of_the_standard(String key, String nonce, String added, String content, String result)
            throws InvalidCipherTextException {
        var secret = new KeyParameter(bytes(key));
        assertThat(ShortSeals.sealed(secret, bytes(nonce), bytes(content), bytes(added)))
                .isEqualTo(bytes(result));
        assertThat(ShortSeals.opened(secret, bytes(nonce), bytes(result), bytes(added)))
                .isEqualTo(bytes(content));
        assertThatThrownBy(() -> ShortSeals.opened(secret, bytes(nonce), flipped(bytes(result), 0), bytes(added)))
                .isInstanceOf(InvalidCipherTextException.class);
    }

    private static byte[] bytes(String text) {
        return HexFormat.of()
                .parseHex(
                        switch (text) {
                            case "-" -> "";
                            case "key 0" -> "00".repeat(32);
                            case "key 1" -> KEY_1;
                            case "nonce 0" -> "00".repeat(12);
                            case "nonce 3" -> NONCE_3;
                            default -> text;
                        });
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        var changed = bytes.clone();
        changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        return changed;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// With the keys of these numbers, of which the first seals.
    private static ShortSeals seals(Purpose purpose, int sealing, Integer... retired) {
        return new ShortSeals(
                new TokenKeys(
                        TokenKeys.secret(secret(sealing)),
                        List.of(retired).stream()
                                .map(number -> TokenKeys.secret(secret(number)))
                                .toList()),
                purpose);
    }

    private static byte[] secret(int number) {
        return ("key number " + number + " of at least 32 bytes").getBytes(UTF_8);
    }
}
