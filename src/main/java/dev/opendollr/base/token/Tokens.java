package dev.opendollr.base.token;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/// Issues and checks signed texts of one purpose that end. They are bound to no host, and independent of each other.
public final class Tokens {
    private final InstantSource clock;
    private final Signatures signatures;
    private final Duration lifetime;

    /// `clock` is that of real time: moving the sandbox's must not end tokens.
    public Tokens(InstantSource clock, TokenKeys keys, Purpose purpose, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
        signatures = new Signatures(keys, purpose);
    }

    /// No two are the same text.
    public String issue(Claims claims) {
        var now = clock.instant();
        return signatures.sign(signatures
                .all(claims)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    }

    /// What a token says that is ours, for this purpose, and in date. One that never ends is none of ours.
    public Optional<Claims> verify(String text) {
        return signatures
                .read(text)
                .filter(claims -> claims.end().filter(clock.instant()::isBefore).isPresent());
    }
}
