package dev.opendollr.testing;

import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.Gateway;
import dev.opendollr.gateway.Outcome;
import java.util.Optional;

/// A gateway that behaves as if it never answered: every outcome is unknown. Servers in the live role use it.
final class SilentGateway implements Gateway {
    @Override
    public Outcome request(Attempt attempt) {
        return silence();
    }

    @Override
    public Outcome look(Attempt attempt) {
        return silence();
    }

    @Override
    public Outcome cancel(Attempt attempt) {
        return silence();
    }

    @Override
    public Optional<Card> card(String token) {
        return Optional.empty();
    }

    private static Outcome silence() {
        return new Outcome.Unknown("no answer");
    }
}
