package dev.opendollr.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.opendollr.http.TokenKeys.Purpose;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.identity.MerchantType;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/// Issues and checks tokens: bound to no host, independent of each other, each good for one purpose only.
public final class Tokens {
    public static final Duration LIFETIME = Duration.ofMinutes(60);
    /// A payer's page may listen this long with one key; then it asks for another.
    public static final Duration REALTIME_LIFETIME = Duration.ofHours(1);

    /// A hosted Supabase accepts only tokens that name one of its roles.
    private static final String REALTIME_ROLE = "authenticated";

    private static final int CURSOR_BYTES = 2 * Long.BYTES;

    private static final int REMEMBERED_MAX = 10_000;

    private final InstantSource clock;
    private final Signatures access;
    private final Signatures links;
    private final Signatures realtime;
    private final Seals cursors;

    /// What tokens that passed every check said: a token is sent with each request and says the same each time. Only
    /// its end must be looked at again.
    private final Cache<ByteBuffer, Passed> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .expireAfterWrite(LIFETIME)
            .build();

    /// Whom a token was issued to.
    public record Subject(String clientId, MerchantId merchant, MerchantType merchantType) {}

    /// What a link leads to: one page about one source. A link does not end by itself: it is good as long as the key
    /// that signed it is accepted, and its page tells where the source stands by then. The same link is always the
    /// same text.
    public record Link(Page page, MerchantId merchant, String sourceType, long sourceId) {
        public enum Page {
            PAY,
            RECEIPT
        }
    }

    /// What a realtime key lets its holder hear: the news of one payment.
    public record Channel(MerchantId merchant, long sessionId, UUID referenceId) {
        public String name() {
            return "payment-intent:" + sessionId + ":" + referenceId;
        }
    }

    /// Up to which number a merchant has read the feed. Nobody else can read it: it would tell how much all do.
    public record Cursor(MerchantId merchant, long number) {}

    /// A token that is ours and for access, until `ends`.
    private record Passed(Subject subject, Instant ends) {}

    /// Signs with the newest of `keys`; accepts what one of them has signed, for rotation. Real time only: moving the
    /// sandbox clock must not end tokens.
    public Tokens(InstantSource clock, TokenKeys keys) {
        this.clock = clock;
        access = new Signatures(keys, Purpose.ACCESS);
        links = new Signatures(keys, Purpose.LINK);
        realtime = new Signatures(keys, Purpose.REALTIME);
        cursors = new Seals(keys, Purpose.CURSOR);
    }

    public String issue(Subject subject) {
        return issue(
                access,
                access.claims(subject.merchant())
                        .subject(subject.clientId())
                        .claim("merchant_type", subject.merchantType().name()),
                LIFETIME);
    }

    public String issueLink(Link link) {
        return links.sign(links.claims(link.merchant())
                .claim("page", link.page().name())
                .claim("source_type", link.sourceType())
                .claim("source_id", link.sourceId())
                .build());
    }

    public String issueRealtime(Channel channel) {
        return issue(
                realtime,
                realtime.claims(channel.merchant())
                        .claim("role", REALTIME_ROLE)
                        .claim("session_id", channel.sessionId())
                        .claim("reference_id", channel.referenceId().toString())
                        .claim("channel", channel.name()),
                REALTIME_LIFETIME);
    }

    /// As long for each number.
    public String issueCursor(Cursor cursor) {
        return cursors.seal(ByteBuffer.allocate(CURSOR_BYTES)
                .putLong(cursor.merchant().value())
                .putLong(cursor.number())
                .array());
    }

    private String issue(Signatures signatures, JWTClaimsSet.Builder claims, Duration lifetime) {
        var now = clock.instant();
        return signatures.sign(claims.issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    }

    /// The subject of a token that is ours, for access, and in date.
    Optional<Subject> verify(String text) {
        var digest = ByteBuffer.wrap(DigestUtils.sha256(text));
        return Optional.ofNullable(remembered.getIfPresent(digest))
                .or(() -> passed(text, digest))
                .filter(token -> clock.instant().isBefore(token.ends()))
                .map(Passed::subject);
    }

    /// What a token leads to that is ours and a link.
    public Optional<Link> verifyLink(String text) {
        return links.read(text, Tokens::link);
    }

    /// What a token lets its holder hear that is ours, for realtime, and in date.
    public Optional<Channel> verifyRealtime(String text) {
        return realtime.read(text, claims -> ends(claims).isPresent() ? channel(claims) : Optional.empty());
    }

    /// What a cursor says that is ours. It has no end.
    public Optional<Cursor> verifyCursor(String text) {
        return cursors.open(text)
                .filter(content -> content.length == CURSOR_BYTES)
                .map(ByteBuffer::wrap)
                .map(content -> new Cursor(new MerchantId(content.getLong()), content.getLong()));
    }

    private Optional<Passed> passed(String text, ByteBuffer digest) {
        var passed = access.read(text, claims -> {
            var ends = ends(claims);
            var subject = subject(claims);
            return ends.flatMap(instant -> subject.map(known -> new Passed(known, instant)));
        });
        passed.ifPresent(token -> remembered.put(digest, token));
        return passed;
    }

    /// When a token ends; empty when it has ended, or never does.
    private Optional<Instant> ends(JWTClaimsSet claims) {
        return Optional.ofNullable(claims.getExpirationTime())
                .map(Date::toInstant)
                .filter(clock.instant()::isBefore);
    }

    private static Optional<Subject> subject(JWTClaimsSet claims) throws ParseException {
        var clientId = claims.getSubject();
        var merchant = claims.getLongClaim("merchant_id");
        var type = claims.getStringClaim("merchant_type");
        if (clientId == null || merchant == null || type == null) {
            return Optional.empty();
        }
        return constant(MerchantType.class, type).map(known -> new Subject(clientId, new MerchantId(merchant), known));
    }

    private static Optional<Link> link(JWTClaimsSet claims) throws ParseException {
        var page = claims.getStringClaim("page");
        var merchant = claims.getLongClaim("merchant_id");
        var sourceType = claims.getStringClaim("source_type");
        var sourceId = claims.getLongClaim("source_id");
        if (page == null || merchant == null || sourceType == null || sourceId == null) {
            return Optional.empty();
        }
        return constant(Link.Page.class, page)
                .map(known -> new Link(known, new MerchantId(merchant), sourceType, sourceId));
    }

    private static Optional<Channel> channel(JWTClaimsSet claims) throws ParseException {
        var merchant = claims.getLongClaim("merchant_id");
        var session = claims.getLongClaim("session_id");
        var reference = claims.getStringClaim("reference_id");
        return merchant == null || session == null || reference == null
                ? Optional.empty()
                : Optional.of(new Channel(new MerchantId(merchant), session, UUID.fromString(reference)));
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> choices, String name) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(name))
                .findFirst();
    }
}
