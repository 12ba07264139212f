package dev.opendollr;

import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.token.TokenKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/// How one server runs: a record of settings for each of its parts. Every value is checked, and all problems
/// are reported together.
public record Config(
        Path data, Role role, Edge edge, Database database, Sandbox sandbox, Feed feed, Optional<TokenKeys> tokenKeys) {

    public enum Role {
        SANDBOX,
        LIVE
    }

    /// Who may move the sandbox's clock. All users of the server share that clock.
    public enum ClockMover {
        ANYONE,
        OPERATOR
    }

    /// An existing PostgreSQL: the login of the server, and the login that migrates.
    public record ExternalDatabase(DatabaseAccess server, DatabaseAccess owner) {}

    /// An existing PostgreSQL, or empty for the embedded one; and how many connections the server opens.
    public record Database(Optional<ExternalDatabase> external, int connections) {}

    /// How long the sandbox's mobile operators take for an ordinary payment, and who may move the sandbox's
    /// clock.
    public record Sandbox(Duration delay, ClockMover clock) {}

    /// How long the feed keeps its events.
    public record Feed(Duration kept) {}

    private static final int CONNECTIONS_MAX = 90;
    private static final int SANDBOX_DELAY_SECONDS_MAX = 3_600;
    private static final int FEED_DAYS_MAX = 3_650;
    private static final String KEY = "OPENDOLLR_JWT_KEY";
    private static final String KEY_RETIRED = "OPENDOLLR_JWT_KEY_RETIRED";
    private static final String KEY_HINT = "; make one with: openssl rand -base64 32";
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("[?&](ssl)?password=|//[^/?]*:[^/?@]*@");

    /// Checks `options` and the secrets of `environment`; throws [ConfigException] with every problem found.
    public static Config of(Options options, Function<String, Optional<String>> environment) {
        var problems = new ArrayList<String>();
        var role = role(options.one("--role"), problems);
        var edge = Edge.of(options, role, problems);
        var sandbox = sandbox(options, edge, problems);
        var feed = new Feed(Duration.ofDays(number("--feed-days", options, 1, FEED_DAYS_MAX, problems)));
        var keys = tokenKeys(environment, problems);
        var database = database(options, environment, problems);
        if (database.external().isPresent() && environment.apply(KEY).isEmpty()) {
            problems.add(KEY + " is required with --database-url: every server of one database signs with the same "
                    + "key" + KEY_HINT);
        }
        var data = options.one("--data");
        if (data.isBlank()) {
            problems.add("--data is empty");
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return new Config(Path.of(data), role, edge, database, sandbox, feed, keys);
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

    private static Sandbox sandbox(Options options, Edge edge, List<String> problems) {
        var delay = number("--sandbox-delay", options, 0, SANDBOX_DELAY_SECONDS_MAX, problems);
        return new Sandbox(
                Duration.ofSeconds(delay), clockMover(options.one("--sandbox-clock"), edge.isShared(), problems));
    }

    /// On a shared server only the operator moves the clock: a user must not change the time of other users.
    private static ClockMover clockMover(String asked, boolean isShared, List<String> problems) {
        return switch (asked) {
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

    /// The whole number given with `option`.
    static int number(String option, Options options, int min, int max, List<String> problems) {
        return number(option, options.one(option), min, max, problems);
    }

    static int number(String option, String text, int min, int max, List<String> problems) {
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        problems.add(option + " is a whole number from " + min + " to " + max);
        return min;
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

    private static Database database(
            Options options, Function<String, Optional<String>> environment, List<String> problems) {
        return new Database(
                external(options, environment, problems),
                number("--database-connections", options, 1, CONNECTIONS_MAX, problems));
    }

    private static Optional<ExternalDatabase> external(
            Options options, Function<String, Optional<String>> environment, List<String> problems) {
        var url = options.one("--database-url");
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
                options.one("--database-user"),
                environment.apply("OPENDOLLR_DATABASE_PASSWORD").orElse(""));
        var ownerName = options.one("--database-owner");
        var owner = ownerName.isEmpty()
                ? server
                : new DatabaseAccess(
                        url,
                        ownerName,
                        environment.apply("OPENDOLLR_DATABASE_OWNER_PASSWORD").orElse(""));
        return Optional.of(new ExternalDatabase(server, owner));
    }
}
