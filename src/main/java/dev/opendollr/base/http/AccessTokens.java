package dev.opendollr.base.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.identity.Subject;
import dev.opendollr.base.token.Claims;
import dev.opendollr.base.token.Purpose;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.base.token.Tokens;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/// The tokens with which merchants' programs authenticate.
public final class AccessTokens {
    public static final Duration LIFETIME = Duration.ofMinutes(60);

    private static final String CLIENT_ID = "sub";
    private static final String MERCHANT_TYPE = "merchant_type";
    private static final int REMEMBERED_MAX = 10_000;

    private final InstantSource clock;
    private final Tokens tokens;

    /// The content of tokens that passed every check, by the digest of the token. A client sends the same token
    /// with many requests, and only its expiry must be checked again.
    private final Cache<ByteBuffer, Passed> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(LIFETIME)
            .build();

    /// The content of a valid access token, which expires at `end`.
    private record Passed(Subject subject, Instant end) {}

    /// `clock` is the real clock, which does not follow a moved sandbox clock.
    public AccessTokens(InstantSource clock, TokenKeys keys) {
        this.clock = clock;
        tokens = new Tokens(clock, keys, Purpose.ACCESS, LIFETIME);
    }

    public String issue(Subject subject) {
        return tokens.issue(Claims.of(subject.merchant())
                .with(CLIENT_ID, subject.clientId())
                .with(MERCHANT_TYPE, subject.merchantType().name()));
    }

    /// The subject to which this service issued the token. Empty if the text is not an access token of this
    /// service, or has expired.
    public Optional<Subject> verify(String text) {
        var digest = ByteBuffer.wrap(DigestUtils.sha256(text));
        return Optional.ofNullable(remembered.getIfPresent(digest))
                .or(() -> passed(text, digest))
                .filter(token -> clock.instant().isBefore(token.end()))
                .map(Passed::subject);
    }

    private Optional<Passed> passed(String text, ByteBuffer digest) {
        var passed = tokens.verify(text).flatMap(AccessTokens::passed);
        passed.ifPresent(token -> remembered.put(digest, token));
        return passed;
    }

    private static Optional<Passed> passed(Claims claims) {
        var clientId = claims.text(CLIENT_ID);
        var type = claims.choice(MERCHANT_TYPE, MerchantType.class);
        return clientId.isEmpty() || type.isEmpty()
                ? Optional.empty()
                : claims.end().map(end -> new Passed(new Subject(clientId.get(), claims.merchant(), type.get()), end));
    }
}
