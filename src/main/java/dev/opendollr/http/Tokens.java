package dev.opendollr.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.identity.MerchantType;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;

/// Signs and checks access tokens: HS256, bound to no host, independent of each other.
public final class Tokens {
    public static final Duration LIFETIME = Duration.ofMinutes(60);
    public static final int KEY_BYTES_MIN = 32;
    private static final String AUDIENCE = "opendollr";
    private static final String ACCESS = "access";
    private static final int REMEMBERED_MAX = 10_000;

    private final InstantSource clock;
    private final MACSigner signer;
    private final List<MACVerifier> verifiers;

    /// What tokens that passed every check said: a token is sent with each request and says the same each time. Only
    /// its end must be looked at again.
    private final Cache<ByteBuffer, Passed> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(LIFETIME)
            .build();

    /// Whom a token was issued to.
    public record Subject(String clientId, MerchantId merchant, MerchantType merchantType) {}

    /// A token that is ours and for access, until `ends`.
    private record Passed(Subject subject, Instant ends) {}

    /// Signs with `key`; accepts what `key` or one of `retired` has signed, for rotation. Real time only: moving the
    /// sandbox clock must not end tokens.
    public Tokens(InstantSource clock, SecretKey key, List<SecretKey> retired) {
        this.clock = clock;
        try {
            signer = new MACSigner(key);
            var accepted = new ArrayList<MACVerifier>();
            accepted.add(new MACVerifier(key));
            for (var old : retired) {
                accepted.add(new MACVerifier(old));
            }
            verifiers = List.copyOf(accepted);
        } catch (JOSEException tooShort) {
            throw new IllegalArgumentException("a token key has fewer than " + KEY_BYTES_MIN + " bytes", tooShort);
        }
    }

    /// A key of bytes that are as good as random; at least [#KEY_BYTES_MIN] of them.
    public static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    public String issue(Subject subject) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .audience(AUDIENCE)
                .subject(subject.clientId())
                .claim("typ", ACCESS)
                .claim("merchant_id", subject.merchant().value())
                .claim("merchant_type", subject.merchantType().name())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }

    /// The subject of a token that is ours, for access, and in date.
    Optional<Subject> verify(String text) {
        var digest = ByteBuffer.wrap(DigestUtils.sha256(text));
        return Optional.ofNullable(remembered.getIfPresent(digest))
                .or(() -> passed(text, digest))
                .filter(token -> clock.instant().isBefore(token.ends()))
                .map(Passed::subject);
    }

    private Optional<Passed> passed(String text, ByteBuffer digest) {
        var passed = read(text);
        passed.ifPresent(token -> remembered.put(digest, token));
        return passed;
    }

    private Optional<Passed> read(String text) {
        try {
            var token = SignedJWT.parse(text);
            if (!token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256) || !signedByUs(token)) {
                return Optional.empty();
            }
            var claims = token.getJWTClaimsSet();
            var ends = claims.getExpirationTime();
            boolean forAccess = claims.getAudience().contains(AUDIENCE) && ACCESS.equals(claims.getStringClaim("typ"));
            return ends != null && forAccess
                    ? subject(claims).map(subject -> new Passed(subject, ends.toInstant()))
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

    private static Optional<Subject> subject(JWTClaimsSet claims) throws ParseException {
        var clientId = claims.getSubject();
        var merchant = claims.getLongClaim("merchant_id");
        var type = claims.getStringClaim("merchant_type");
        if (clientId == null || merchant == null || type == null) {
            return Optional.empty();
        }
        return Arrays.stream(MerchantType.values())
                .filter(known -> known.name().equals(type))
                .findFirst()
                .map(known -> new Subject(clientId, new MerchantId(merchant), known));
    }
}
