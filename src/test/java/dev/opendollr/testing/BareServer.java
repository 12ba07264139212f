package dev.opendollr.testing;

import dev.opendollr.base.http.Contract;
import dev.opendollr.base.http.ErrorPages;
import dev.opendollr.base.http.Health;
import dev.opendollr.base.http.Metrics;
import dev.opendollr.base.http.Routes;
import dev.opendollr.base.http.Server;
import dev.opendollr.base.http.TrustedProxies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The parts of a server that a test starts for a few routes, without the rest of the program.
public final class BareServer {
    private BareServer() {}

    /// Listens on a free port of this machine, without a port for operators.
    public static Server.Listening listening(Duration idleMax) {
        return listening(idleMax, TrustedProxies.NONE);
    }

    public static Server.Listening listening(Duration idleMax, TrustedProxies proxies) {
        return new Server.Listening("127.0.0.1", 0, Optional.empty(), idleMax, Duration.ZERO, Set.of(), proxies);
    }

    public static Server.Served serving(Routes routes) {
        return serving(routes, ErrorPages.NONE);
    }

    public static Server.Served serving(Routes routes, ErrorPages errorPages) {
        return new Server.Served(
                Contract.load(),
                false,
                () -> "http://127.0.0.1",
                new Metrics(),
                new SilentHealth(),
                errorPages,
                List.of(routes));
    }

    private static final class SilentHealth implements Health {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of();
        }
    }
}
