package dev.opendollr.merchant;

import dev.opendollr.base.work.Admission;
import dev.opendollr.base.work.FairPlaces;
import dev.opendollr.base.work.FairPlaces.Share;
import java.time.Duration;
import java.util.function.Supplier;

/// Limits how many logins with the same id and secret are checked at once, from any number of addresses, so
/// that the owner of one credential cannot use up what other logins need.
///
/// The secret is part of the key. An attacker who knows only the client id queues separately and cannot delay
/// the owner's logins.
final class SameLogins {
    static final int AT_ONCE = 4;
    /// Many servers of one merchant may log in at the same moment.
    static final int WAITING_MAX = 256;

    private static final Duration WAIT_MAX = Duration.ofSeconds(2);
    private static final Share SHARE = new Share(AT_ONCE, 0, WAITING_MAX);

    private final FairPlaces<Login> places = new FairPlaces<>(Integer.MAX_VALUE, _ -> SHARE);

    private record Login(String clientId, String secretSha256) {}

    <T> T run(String clientId, Secret secret, Supplier<T> look) {
        var login = new Login(clientId, secret.sha256());
        Admission.orRefuse(() -> places.enter(login, WAIT_MAX), new MerchantReason.TooManyLogins());
        try {
            return look.get();
        } finally {
            places.leave(login);
        }
    }

    /// How many logins were refused since the process started.
    long refused() {
        return places.refused();
    }

    /// How many logins are being checked or wait.
    int busy() {
        return places.busy();
    }
}
