package dev.opendollr.merchant;

import dev.opendollr.work.Admission;
import dev.opendollr.work.FairPlaces;
import dev.opendollr.work.FairPlaces.Share;
import java.time.Duration;
import java.util.function.Supplier;

/// Lets few logins with the same id and secret be looked at together, from however many addresses they come: who owns
/// a credential must not take by it what the logins of others need.
///
/// The secret counts too. A stranger who knows an id alone has a line of its own and holds up nobody in another one.
final class SameLogins {
    static final int AT_ONCE = 4;
    /// As many servers of one merchant may start at the same moment.
    static final int WAITING_MAX = 256;

    private static final Duration WAIT_MAX = Duration.ofSeconds(2);
    private static final Share SHARE = new Share(AT_ONCE, 0, WAITING_MAX);

    private final FairPlaces<Login> places = new FairPlaces<>(Integer.MAX_VALUE, _ -> SHARE);

    private record Login(String clientId, String secretSha256) {}

    <T> T run(String clientId, Secret secret, Supplier<T> look) {
        var login = new Login(clientId, secret.sha256());
        Admission.orRefuse(() -> places.enter(login, WAIT_MAX), "Too many logins with these credentials at once");
        try {
            return look.get();
        } finally {
            places.leave(login);
        }
    }

    /// How many were turned away, ever.
    long refused() {
        return places.refused();
    }

    /// How many are looked at or wait.
    int busy() {
        return places.busy();
    }
}
