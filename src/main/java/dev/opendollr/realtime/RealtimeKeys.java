package dev.opendollr.realtime;

import dev.opendollr.base.token.Claims;
import dev.opendollr.base.token.Purpose;
import dev.opendollr.base.token.TokenKeys;
import dev.opendollr.base.token.Tokens;
import dev.opendollr.session.SessionId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// The keys with which payers' pages receive the events of a payment.
public final class RealtimeKeys {
    /// How long a key is valid. A page that listens longer needs another key.
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String ROLE = "role";
    /// A hosted Supabase accepts only tokens that name one of its roles.
    private static final String SUPABASE_ROLE = "authenticated";

    private static final String SESSION_ID = "session_id";
    private static final String REFERENCE_ID = "reference_id";
    private static final String CHANNEL = "channel";

    private final Tokens tokens;

    /// `clock` is the real clock, which does not follow a moved sandbox clock.
    public RealtimeKeys(InstantSource clock, TokenKeys keys) {
        tokens = new Tokens(clock, keys, Purpose.REALTIME, LIFETIME);
    }

    public String issue(Channel channel) {
        return tokens.issue(Claims.of(channel.merchant())
                .with(ROLE, SUPABASE_ROLE)
                .with(SESSION_ID, channel.sessionId().value())
                .with(REFERENCE_ID, channel.referenceId().toString())
                .with(CHANNEL, channel.name()));
    }

    /// The channel of a key that this service has issued for realtime and that has not expired; empty for any
    /// other text.
    public Optional<Channel> verify(String text) {
        return tokens.verify(text).flatMap(RealtimeKeys::channel);
    }

    private static Optional<Channel> channel(Claims claims) {
        var session = claims.number(SESSION_ID).map(SessionId::new);
        var reference = claims.uuid(REFERENCE_ID);
        return session.isEmpty() || reference.isEmpty()
                ? Optional.empty()
                : Optional.of(new Channel(claims.merchant(), session.get(), reference.get()));
    }
}
