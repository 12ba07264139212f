package dev.opendollr.base.token;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/// Issues and verifies signed texts of one purpose that expire. A token is not bound to a host, and tokens do
/// not depend on each other.
public final class Tokens {
    private final InstantSource clock;
    private final Signatures signatures;
    private final Duration lifetime;

    /// `clock` is the real clock: moving the sandbox clock must not make tokens expire.
    public Tokens(InstantSource clock, TokenKeys keys, Purpose purpose, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
        signatures = new Signatures(keys, purpose);
    }

    /// Each call gives a different text.
    public String issue(Claims claims) {
        var now = clock.instant();
        return signatures.sign(signatures
                .all(claims)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    }

    /// The claims of a token that this service has signed for this purpose and that has not expired. Empty for
    /// any other text, also for a signed one without an expiry.
    public Optional<Claims> verify(String text) {
        return signatures
                .read(text)
                .filter(claims -> claims.end().filter(clock.instant()::isBefore).isPresent());
    }
}
