package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.db.Database;
import dev.opendollr.gateway.sandbox.Fate.Fails;
import dev.opendollr.gateway.sandbox.SandboxAttempt.State;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// Card payments as the sandbox's bank sees them: each waits for its payer, who has the secret.
final class Challenges {
    private static final Pattern SECRET = Pattern.compile("pi_[0-9a-f]{24}_secret_[0-9a-f]{32}");
    private static final Fails REFUSED = new Fails(
            "payment_intent_authentication_failure", "The provided payment method has failed authentication.");

    private final Database database;
    private final InstantSource clock;
    private final Runnable wakeCallbacks;

    enum Decision {
        APPROVE,
        REFUSE
    }

    Challenges(Database database, InstantSource clock, Runnable wakeCallbacks) {
        this.database = database;
        this.clock = clock;
        this.wakeCallbacks = wakeCallbacks;
    }

    /// Whether the text can be a secret at all. Any other text costs no look into the database.
    static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /// The payment that this secret opens.
    Optional<Challenge> find(String secret) {
        return isSecret(secret)
                ? database.everywhere().single(handle -> SandboxAttemptTable.findBySecret(handle, secret))
                : Optional.empty();
    }

    State state(Challenge challenge) {
        return challenge.attempt().state(clock.instant());
    }

    /// Carries out the decision if the payment still waits. A later decision changes nothing: the first one is
    /// in effect. Returns where the payment stands then.
    State decide(Challenge challenge, Decision decision) {
        var state = database.of(challenge.merchant()).transact(tx -> decided(tx, challenge, decision));
        wakeCallbacks.run();
        return state;
    }

    private State decided(Handle tx, Challenge challenge, Decision decision) {
        var merchant = challenge.merchant();
        var held =
                SandboxAttemptTable.hold(tx, merchant, challenge.attempt().id()).orElseThrow();
        var at = clock.instant();
        if (held.state(at) != State.REQUIRES_ACTION) {
            return held.state(at);
        }
        var plan = switch (decision) {
            case APPROVE -> held.plan().completed(at);
            case REFUSE -> held.plan().failed(at, REFUSED);
        };
        SandboxAttemptTable.update(tx, merchant, held.id(), plan);
        return held.with(plan).state(at);
    }
}
