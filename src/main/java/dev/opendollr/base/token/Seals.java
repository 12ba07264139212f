package dev.opendollr.base.token;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/// Encrypts content as text for one purpose. Only this service can make or read such a text. The same content
/// gives a different text each time.
public final class Seals {
    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);
    /// How each of our texts begins: the header, and no encrypted key. The library reads a header before it can know
    /// who wrote it, and some headers break it.
    private static final String BEGINNING = HEADER.toBase64URL() + "..";

    private final DirectEncrypter encrypter;
    private final List<DirectDecrypter> decrypters;

    public Seals(TokenKeys keys, Purpose purpose) {
        var derived = keys.derived(purpose);
        try {
            encrypter = new DirectEncrypter(derived.getFirst().getEncoded());
        } catch (KeyLengthException impossible) {
            throw new IllegalStateException(impossible);
        }
        decrypters = derived.stream().map(Seals::decrypter).toList();
    }

    private static DirectDecrypter decrypter(SecretKey key) {
        try {
            return new DirectDecrypter(key.getEncoded());
        } catch (KeyLengthException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String seal(byte[] content) {
        var sealed = new JWEObject(HEADER, new Payload(content));
        try {
            sealed.encrypt(encrypter);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return sealed.serialize();
    }

    /// Empty if this service did not seal the text for this purpose.
    public Optional<byte[]> open(String text) {
        if (!text.startsWith(BEGINNING)) {
            return Optional.empty();
        }
        return decrypters.stream()
                .flatMap(decrypter -> open(text, decrypter).stream())
                .findFirst();
    }

    private static Optional<byte[]> open(String text, DirectDecrypter decrypter) {
        try {
            var sealed = JWEObject.parse(text);
            sealed.decrypt(decrypter);
            return Optional.of(sealed.getPayload().toBytes());
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
