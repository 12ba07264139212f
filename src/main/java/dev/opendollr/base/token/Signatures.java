package dev.opendollr.base.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.opendollr.base.identity.MerchantId;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/// Signs claims with HS256 for one purpose, and reads claims that this service has signed for it, also those of
/// [Tokens] that have expired.
final class Signatures {
    private static final String AUDIENCE = "opendollr";
    private static final String TYPE = "typ";
    private static final String MERCHANT = "merchant_id";

    private final String type;
    private final MACSigner signer;
    private final List<MACVerifier> verifiers;

    Signatures(TokenKeys keys, Purpose purpose) {
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

    /// The claims, preceded by those that every signed text has: audience, type and merchant.
    JWTClaimsSet.Builder all(Claims claims) {
        var all = new JWTClaimsSet.Builder()
                .audience(AUDIENCE)
                .claim(TYPE, type)
                .claim(MERCHANT, claims.merchant().value());
        claims.facts().forEach(all::claim);
        return all;
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

    /// The claims of a text that this service has signed for this purpose; empty for any other text.
    Optional<Claims> read(String text) {
        try {
            var token = SignedJWT.parse(text);
            if (!token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256) || !signedByUs(token)) {
                return Optional.empty();
            }
            return claims(token.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Optional<Claims> claims(JWTClaimsSet all) throws ParseException {
        var merchant = all.getLongClaim(MERCHANT);
        return merchant != null && all.getAudience().contains(AUDIENCE) && type.equals(all.getStringClaim(TYPE))
                ? Optional.of(new Claims(new MerchantId(merchant), all.getClaims()))
                : Optional.empty();
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
