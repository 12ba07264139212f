package dev.opendollr.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Argon2idTest {
    private final byte[] salt = new byte[Argon2id.SALT_BYTES];

    @Test
    void the_hash_of_another_program_is_understood() {
        // Made by the reference implementation of salt "somesalt".
        var text = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertThat(Argon2id.matches("password", text)).isTrue();
        assertThat(Argon2id.matches("passwore", text)).isFalse();
    }

    @Test
    void a_hash_takes_19_mebibytes_and_two_passes_and_says_so() {
        var text = Argon2id.hash("123456", salt);
        assertThat(text).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("123456");
        assertThat(Argon2id.matches("123456", text)).isTrue();
        assertThat(Argon2id.matches("123457", text)).isFalse();
    }

    @Test
    void another_salt_gives_another_hash() {
        var other = salt.clone();
        other[0] = 1;
        assertThat(Argon2id.hash("123456", salt)).isNotEqualTo(Argon2id.hash("123456", other));
    }

    @Test
    void what_is_no_hash_is_never_compared() {
        assertThatThrownBy(() -> Argon2id.matches("123456", "123456")).isInstanceOf(IllegalArgumentException.class);
    }
}
