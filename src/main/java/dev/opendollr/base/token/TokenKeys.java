package dev.opendollr.base.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The secret from which the keys of new texts are derived, and earlier secrets, whose keys still verify and
/// decrypt. Each [Purpose] has its own key, so a text that payers see reveals nothing about the key of access
/// tokens.
public record TokenKeys(SecretKey signing, List<SecretKey> retired) {
    public static final int BYTES_MIN = 32;
    /// A random secret has at least this many distinct bytes: 32 random hexadecimal digits have fewer in one of
    /// 100,000 cases.
    private static final int DISTINCT_BYTES_MIN = 10;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int DERIVED_BYTES = 32;

    public TokenKeys {
        retired = List.copyOf(retired);
    }

    /// Why `bytes` cannot be a secret, as a text that follows the name of the secret; empty if they can.
    public static Optional<String> fault(byte[] bytes) {
        if (bytes.length < BYTES_MIN) {
            return Optional.of("has fewer than " + BYTES_MIN + " bytes");
        }
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.chars().distinct().count() < DISTINCT_BYTES_MIN
                ? Optional.of("repeats a few characters, which can be guessed")
                : Optional.empty();
    }

    /// A secret from bytes without a [#fault].
    public static SecretKey secret(byte[] bytes) {
        fault(bytes).ifPresent(fault -> {
            throw new IllegalArgumentException("a token key " + fault);
        });
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /// The key that signs or encrypts for `purpose`, followed by the keys that only verify or decrypt.
    List<SecretKey> derived(Purpose purpose) {
        return Stream.concat(Stream.of(signing), retired.stream())
                .map(secret -> derive(secret, purpose))
                .toList();
    }

    /// Derives the key by HKDF (RFC 5869) without a salt. The `info` of HKDF contains the purpose.
    static SecretKey derive(SecretKey secret, Purpose purpose) {
        var info = ("opendollr " + purpose.type()).getBytes(StandardCharsets.US_ASCII);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            ALGORITHM,
                            HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, DERIVED_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "TokenKeys[***]";
    }
}
