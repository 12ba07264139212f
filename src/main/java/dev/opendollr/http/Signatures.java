package dev.opendollr.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.opendollr.identity.MerchantId;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/// Signs claims by HS256 for one purpose, and reads those that we have signed for it.
final class Signatures {
    private static final String AUDIENCE = "opendollr";
    private static final String TYPE = "typ";

    private final String type;
    private final MACSigner signer;
    private final List<MACVerifier> verifiers;

    /// What is made of claims; empty, or a failure, when they do not say what they should.
    @FunctionalInterface
    interface Reading<T> {
        Optional<T> of(JWTClaimsSet claims) throws ParseException;
    }

    Signatures(TokenKeys keys, TokenKeys.Purpose purpose) {
        type = purpose.type();
        var derived = keys.derived(purpose);
        try {
            signer = new MACSigner(derived.getFirst());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        verifiers = derived.stream().map(Signatures::verifier).toList();
    }

    private static MACVerifier verifier(SecretKey key) {
        try {
            return new MACVerifier(key);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The claims that every token of ours begins with.
    JWTClaimsSet.Builder claims(MerchantId merchant) {
        return new JWTClaimsSet.Builder().audience(AUDIENCE).claim(TYPE, type).claim("merchant_id", merchant.value());
    }

    String sign(JWTClaimsSet claims) {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    /// Empty for a text that is no token of ours for this purpose.
    <T> Optional<T> read(String text, Reading<T> reading) {
        try {
            var token = SignedJWT.parse(text);
            if (!token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256) || !signedByUs(token)) {
                return Optional.empty();
            }
            var claims = token.getJWTClaimsSet();
            return claims.getAudience().contains(AUDIENCE) && type.equals(claims.getStringClaim(TYPE))
                    ? reading.of(claims)
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private boolean signedByUs(SignedJWT token) throws JOSEException {
        for (var verifier : verifiers) {
            if (token.verify(verifier)) {
                return true;
            }
        }
        return false;
    }
}
