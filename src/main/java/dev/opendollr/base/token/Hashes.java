package dev.opendollr.base.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Names texts by keyed hashes (HMAC-SHA256) for one purpose: equal texts have equal names, and nobody without
/// the key can find out the text by trying all texts.
public final class Hashes {
    public static final int DIGITS = 64;

    private final List<SecretKey> keys;

    public Hashes(TokenKeys keys, Purpose purpose) {
        this.keys = keys.derived(purpose);
    }

    /// The names of a text, [#DIGITS] hexadecimal digits each: the one for what is written now first, then those
    /// under which it may have been written with earlier keys.
    public List<String> of(String text) {
        return keys.stream().map(key -> hash(key, text)).toList();
    }

    private static String hash(SecretKey key, String text) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
