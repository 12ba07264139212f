package dev.opendollr.base.token;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMSIVBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// Encrypts content as a short text for one purpose: 16 bytes are added to the content. Only this service can
/// make or read such a text, and nobody can change one. The same content always gives the same text, as long as
/// the key stays the same.
///
/// The cipher is AES-256-GCM-SIV (RFC 8452). Its nonce is always the same: whoever sees two texts learns
/// whether their contents are equal, and nothing more. Threads may share it.
public final class ShortSeals {
    private static final int TAG_BITS = 128;
    private static final byte[] NONCE = new byte[12];
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /// The key that seals, followed by the keys that only open.
    private final List<KeyParameter> keys;

    public ShortSeals(TokenKeys keys, Purpose purpose) {
        this.keys = keys.derived(purpose).stream()
                .map(SecretKey::getEncoded)
                .map(KeyParameter::new)
                .toList();
    }

    public String seal(byte[] content) {
        try {
            return ENCODER.encodeToString(sealed(keys.getFirst(), NONCE, content, new byte[0]));
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Empty if this service did not seal the text for this purpose.
    public Optional<byte[]> open(String text) {
        return decoded(text)
                .flatMap(bytes ->
                        keys.stream().flatMap(key -> open(key, bytes).stream()).findFirst());
    }

    /// Only the text that [#seal] gives for its bytes is accepted. A decoder alone also accepts others, with
    /// padding or with unused bits that are set.
    private static Optional<byte[]> decoded(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return ENCODER.encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> open(KeyParameter key, byte[] bytes) {
        try {
            return Optional.of(opened(key, NONCE, bytes, new byte[0]));
        } catch (InvalidCipherTextException notOurs) {
            return Optional.empty();
        }
    }

    /// `added` is protected, too, but is not part of the result.
    static byte[] sealed(KeyParameter key, byte[] nonce, byte[] content, byte[] added)
            throws InvalidCipherTextException {
        return processed(true, key, nonce, content, added);
    }

    static byte[] opened(KeyParameter key, byte[] nonce, byte[] bytes, byte[] added) throws InvalidCipherTextException {
        return processed(false, key, nonce, bytes, added);
    }

    private static byte[] processed(boolean seals, KeyParameter key, byte[] nonce, byte[] input, byte[] added)
            throws InvalidCipherTextException {
        var cipher = new GCMSIVBlockCipher(AESEngine.newInstance());
        cipher.init(seals, new AEADParameters(key, TAG_BITS, nonce, added));
        var output = new byte[cipher.getOutputSize(input.length)];
        int length = cipher.processBytes(input, 0, input.length, output, 0);
        length += cipher.doFinal(output, length);
        return Arrays.copyOf(output, length);
    }
}
