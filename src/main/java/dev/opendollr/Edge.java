package dev.opendollr;

import dev.opendollr.Config.Role;
import dev.opendollr.base.http.Server;
import dev.opendollr.base.http.TrustedProxies;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where a server listens and under which URL payers reach it; the port for operators (empty when it is off);
/// how long an idle connection stays open; how long a stopping server still answers; and which proxies are
/// trusted.
public record Edge(
        String host,
        int port,
        Optional<String> publicUrl,
        Optional<Integer> adminPort,
        Duration idleTimeout,
        Duration drainDelay,
        TrustedProxies trustedProxies) {
    private static final int PORT_MAX = 65_535;
    private static final int IDLE_SECONDS_MAX = 3_600;
    private static final int DRAIN_SECONDS_MAX = 300;
    private static final int PROXIES_MAX = 100;
    /// The default admin port is this much above the public port.
    private static final int ADMIN_PORT_DISTANCE = 1_000;
    /// Longer than a load balancer needs to notice that a server is not ready.
    private static final String DRAIN_SECONDS_LIVE = "5";
    private static final String OFF = "off";

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    static Edge of(Options options, Role role, List<String> problems) {
        var host = options.one("--host");
        if (host.isBlank()) {
            problems.add("--host is empty");
        }
        int port = Config.number("--port", options, 0, PORT_MAX, problems);
        var drainDelay = options.one("--drain-delay").isEmpty() ? defaultDrain(role) : options.one("--drain-delay");
        return new Edge(
                host,
                port,
                publicUrl(options.one("--public-url"), problems),
                adminPort(options.one("--admin-port"), port, problems),
                Duration.ofSeconds(Config.number("--idle-timeout", options, 1, IDLE_SECONDS_MAX, problems)),
                Duration.ofSeconds(Config.number("--drain-delay", drainDelay, 0, DRAIN_SECONDS_MAX, problems)),
                trustedProxies(options.all("--trusted-proxy"), problems));
    }

    /// Whether people other than one developer can reach the server.
    boolean isShared() {
        var address = new InetSocketAddress(host, 0);
        boolean isLoopback = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
        return publicUrl.isPresent() || !trustedProxies.networks().isEmpty() || !isLoopback;
    }

    Server.Listening listening() {
        Set<String> names = new HashSet<>(LOCAL_NAMES);
        names.add(bracketed(host).toLowerCase(Locale.ROOT));
        publicUrl.map(URI::create).ifPresent(url -> {
            var name = url.getHost().toLowerCase(Locale.ROOT);
            names.add(name);
            if (url.getPort() > 0) {
                names.add(name + ":" + url.getPort());
            }
        });
        return new Server.Listening(host, port, adminPort, idleTimeout, drainDelay, names, trustedProxies);
    }

    /// The address of `port` on `host`.
    static String url(String host, int port) {
        return "http://" + bracketed(host) + ":" + port;
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String defaultDrain(Role role) {
        return switch (role) {
            case SANDBOX -> "0";
            case LIVE -> DRAIN_SECONDS_LIVE;
        };
    }

    private static Optional<String> publicUrl(String text, List<String> problems) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var url = new URI(text);
            if (isBase(url)) {
                return Optional.of(text.replaceFirst("/+$", ""));
            }
        } catch (URISyntaxException malformed) {
            // Reported below, like every other text that is not a URL.
        }
        problems.add("--public-url is an http or https URL without a user, a query or a fragment, such as"
                + " https://pay.example.com");
        return Optional.empty();
    }

    /// Whether a path can be appended to the URL and the URL contains no secret.
    private static boolean isBase(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
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
