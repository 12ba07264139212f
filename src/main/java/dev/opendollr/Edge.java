package dev.opendollr;

import dev.opendollr.Config.Role;
import dev.opendollr.http.TrustedProxies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How connections are treated: where operators are answered (empty when nowhere), for how long a connection may wait
/// for its next request, for how long a server that is told to stop goes on answering, and which proxies are believed.
public record Edge(
        Optional<Integer> adminPort, Duration idleTimeout, Duration drainDelay, TrustedProxies trustedProxies) {
    private static final int PORT_MAX = 65_535;
    private static final int IDLE_SECONDS_MAX = 3_600;
    private static final int DRAIN_SECONDS_MAX = 300;
    private static final int PROXIES_MAX = 100;
    /// From the port of everybody to that of operators.
    private static final int ADMIN_PORT_DISTANCE = 1_000;
    /// Longer than a load balancer takes to notice that a server is not ready.
    private static final String DRAIN_SECONDS_LIVE = "5";
    private static final String OFF = "off";

    /// What was typed or found in the environment, unchecked; empty where nothing was given.
    public record Flags(String adminPort, String idleTimeout, String drainDelay, List<String> trustedProxies) {
        public Flags {
            trustedProxies = List.copyOf(trustedProxies);
        }
    }

    static Edge of(Flags flags, int port, Role role, List<String> problems) {
        var drainDelay = flags.drainDelay().isEmpty() ? defaultDrain(role) : flags.drainDelay();
        return new Edge(
                adminPort(flags.adminPort(), port, problems),
                Duration.ofSeconds(Config.number("--idle-timeout", flags.idleTimeout(), 1, IDLE_SECONDS_MAX, problems)),
                Duration.ofSeconds(Config.number("--drain-delay", drainDelay, 0, DRAIN_SECONDS_MAX, problems)),
                trustedProxies(flags.trustedProxies(), problems));
    }

    private static String defaultDrain(Role role) {
        return switch (role) {
            case SANDBOX -> "0";
            case LIVE -> DRAIN_SECONDS_LIVE;
        };
    }

    private static Optional<Integer> adminPort(String text, int port, List<String> problems) {
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        if (!text.isEmpty()) {
            int given = Config.number("--admin-port", text, 0, PORT_MAX, problems);
            if (given == port && given != 0) {
                problems.add("--admin-port is another one than --port");
            }
            return Optional.of(given);
        }
        if (port == 0) {
            return Optional.of(0);
        }
        if (port + ADMIN_PORT_DISTANCE > PORT_MAX) {
            problems.add("--admin-port must be given, or off, with a --port above " + (PORT_MAX - ADMIN_PORT_DISTANCE));
        }
        return Optional.of(port + ADMIN_PORT_DISTANCE);
    }

    private static TrustedProxies trustedProxies(List<String> texts, List<String> problems) {
        var networks = texts.stream().map(TrustedProxies.Network::parse).toList();
        if (texts.size() > PROXIES_MAX || networks.stream().anyMatch(Optional::isEmpty)) {
            problems.add("--trusted-proxy is an address such as 10.0.0.7 or a network such as 10.0.0.0/8 or"
                    + " 2001:db8::/32; at most " + PROXIES_MAX + " of them");
            return TrustedProxies.NONE;
        }
        return new TrustedProxies(networks.stream().flatMap(Optional::stream).toList());
    }
}
