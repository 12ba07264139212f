package dev.opendollr;

import dev.opendollr.db.DatabaseAccess;
import dev.opendollr.http.TokenKeys;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/// How one server is to run; every value checked, every problem named at once.
public record Config(
        String host,
        int port,
        Path data,
        Optional<ExternalDatabase> database,
        int databaseConnections,
        Optional<String> publicUrl,
        Role role,
        Duration sandboxDelay,
        Optional<TokenKeys> tokenKeys,
        ClockMover sandboxClock,
        Edge edge) {

    public enum Role {
        SANDBOX,
        LIVE
    }

    /// Who may move the sandbox's clock, which is the same for all who use the server.
    public enum ClockMover {
        ANYONE,
        OPERATOR
    }

    /// A PostgreSQL that is there already: who serves, and who migrates.
    public record ExternalDatabase(DatabaseAccess server, DatabaseAccess owner) {}

    /// What was typed or found in the environment, unchecked; empty where nothing was given.
    public record Flags(
            String host,
            String port,
            String data,
            String databaseUrl,
            String databaseUser,
            String databaseOwner,
            String databaseConnections,
            String publicUrl,
            String role,
            String sandboxDelay,
            String sandboxClock,
            Edge.Flags edge) {}

    private static final int PORT_MAX = 65_535;
    private static final int CONNECTIONS_MAX = 90;
    private static final int SANDBOX_DELAY_SECONDS_MAX = 3_600;
    private static final String KEY = "OPENDOLLR_JWT_KEY";
    private static final String KEY_RETIRED = "OPENDOLLR_JWT_KEY_RETIRED";
    private static final String KEY_HINT = "; make one with: openssl rand -base64 32";
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("[?&](ssl)?password=|//[^/?]*:[^/?@]*@");

    /// Checks `flags` and the secrets of `environment`; throws [ConfigException] with every problem found.
    public static Config of(Flags flags, Function<String, Optional<String>> environment) {
        var problems = new ArrayList<String>();
        var role = role(flags.role(), problems);
        var port = number("--port", flags.port(), 0, PORT_MAX, problems);
        var connections = number("--database-connections", flags.databaseConnections(), 1, CONNECTIONS_MAX, problems);
        var sandboxDelay = number("--sandbox-delay", flags.sandboxDelay(), 0, SANDBOX_DELAY_SECONDS_MAX, problems);
        var edge = Edge.of(flags.edge(), port, role, problems);
        var publicUrl = publicUrl(flags.publicUrl(), problems);
        var sandboxClock = sandboxClock(flags, problems);
        var keys = tokenKeys(environment, problems);
        var database = database(flags, environment, problems);
        if (database.isPresent() && environment.apply(KEY).isEmpty()) {
            problems.add(KEY + " is required with --database-url: every server of one database signs with the same "
                    + "key" + KEY_HINT);
        }
        if (flags.host().isBlank()) {
            problems.add("--host is empty");
        }
        if (flags.data().isBlank()) {
            problems.add("--data is empty");
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Config(
                flags.host(),
                port,
                Path.of(flags.data()),
                database,
                connections,
                publicUrl,
                role,
                Duration.ofSeconds(sandboxDelay),
                keys,
                sandboxClock,
                edge);
    }

    private static Role role(String text, List<String> problems) {
        switch (text) {
            case "sandbox" -> {
                return Role.SANDBOX;
            }
            case "live" ->
                problems.add("--role live needs a payment gateway, and this version has none; use --role sandbox");
            default -> problems.add("--role is sandbox or live");
        }
        return Role.LIVE;
    }

    /// Strangers to each other do not share a clock that one of them moves.
    private static ClockMover sandboxClock(Flags flags, List<String> problems) {
        boolean isShared =
                !flags.publicUrl().isEmpty() || !flags.edge().trustedProxies().isEmpty() || !isLoopback(flags.host());
        return switch (flags.sandboxClock()) {
            case "" -> isShared ? ClockMover.OPERATOR : ClockMover.ANYONE;
            case "operator" -> ClockMover.OPERATOR;
            case "anyone" -> {
                if (isShared) {
                    problems.add("--sandbox-clock anyone needs a server of one developer, which listens on 127.0.0.1"
                            + " and has no --public-url and no --trusted-proxy; use --sandbox-clock operator");
                }
                yield ClockMover.ANYONE;
            }
            default -> {
                problems.add("--sandbox-clock is anyone or operator");
                yield ClockMover.OPERATOR;
            }
        };
    }

    private static boolean isLoopback(String host) {
        var address = new InetSocketAddress(host, 0);
        return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }

    static int number(String flag, String text, int min, int max, List<String> problems) {
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        problems.add(flag + " is a whole number from " + min + " to " + max);
        return min;
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
            // Said below, as for every other text that is no URL.
        }
        problems.add("--public-url is an http or https URL without a user, a query or a fragment, such as"
                + " https://pay.example.com");
        return Optional.empty();
    }

    /// Whether a path can be put behind it, and nobody minds who reads it.
    private static boolean isBase(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    private static Optional<TokenKeys> tokenKeys(
            Function<String, Optional<String>> environment, List<String> problems) {
        var retired = key(KEY_RETIRED, environment, problems);
        var signing = key(KEY, environment, problems);
        if (retired.isPresent() && environment.apply(KEY).isEmpty()) {
            problems.add(KEY_RETIRED + " without " + KEY + " has no effect");
        }
        return signing.map(key -> new TokenKeys(key, retired.stream().toList()));
    }

    private static Optional<SecretKey> key(
            String name, Function<String, Optional<String>> environment, List<String> problems) {
        var key = environment.apply(name).map(text -> text.getBytes(StandardCharsets.UTF_8));
        var fault = key.flatMap(TokenKeys::fault);
        if (fault.isPresent()) {
            problems.add(name + " " + fault.get() + KEY_HINT);
            return Optional.empty();
        }
        return key.map(TokenKeys::secret);
    }

    private static Optional<ExternalDatabase> database(
            Flags flags, Function<String, Optional<String>> environment, List<String> problems) {
        var url = flags.databaseUrl();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            problems.add("--database-url starts with jdbc:postgresql:");
        } else if (PASSWORD_IN_URL.matcher(url).find()) {
            problems.add("--database-url must not hold a password, others can read it; put it into "
                    + "OPENDOLLR_DATABASE_PASSWORD");
        }
        var server = new DatabaseAccess(
                url,
                flags.databaseUser(),
                environment.apply("OPENDOLLR_DATABASE_PASSWORD").orElse(""));
        var owner = flags.databaseOwner().isEmpty()
                ? server
                : new DatabaseAccess(
                        url,
                        flags.databaseOwner(),
                        environment.apply("OPENDOLLR_DATABASE_OWNER_PASSWORD").orElse(""));
        return Optional.of(new ExternalDatabase(server, owner));
    }
}
