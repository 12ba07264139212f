package dev.opendollr.cli;

import dev.opendollr.Config;
import dev.opendollr.Edge;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// Where the data is: options that every command shares which needs it.
final class DatabaseOptions {
    static final String ANY_PORT = "0";
    static final String CONNECTIONS = "16";
    private static final String KEY_OF_NOTHING = "a key with which no command signs anything";

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the embedded database and keys are kept. Default: ${DEFAULT-VALUE}")
    String data = "./data";

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "A PostgreSQL 15 to 18 to use instead of the embedded one: jdbc:postgresql://host/database. "
                    + "Its password stands in OPENDOLLR_DATABASE_PASSWORD, never here.")
    String databaseUrl = "";

    @Option(
            names = "--database-user",
            paramLabel = "ROLE",
            description = "The role the server uses there. Default: ${DEFAULT-VALUE}")
    String databaseUser = System.getProperty("user.name", "");

    @Option(
            names = "--database-owner",
            paramLabel = "ROLE",
            description = "The role that migrates and owns the tables, with OPENDOLLR_DATABASE_OWNER_PASSWORD. "
                    + "Default: the server's own role.")
    String databaseOwner = "";

    /// A configuration for a command that listens on no port.
    Config withoutServer() {
        return config(
                "127.0.0.1",
                ANY_PORT,
                CONNECTIONS,
                "",
                "sandbox",
                "0",
                "",
                EdgeOptions.none(),
                DatabaseOptions::environmentWithAnyKey);
    }

    Config config(
            String host,
            String port,
            String connections,
            String publicUrl,
            String role,
            String sandboxDelay,
            String sandboxClock,
            Edge.Flags edge,
            Function<String, Optional<String>> environment) {
        var flags = new Config.Flags(
                host,
                port,
                data,
                databaseUrl,
                databaseUser,
                databaseOwner,
                connections,
                publicUrl,
                role,
                sandboxDelay,
                sandboxClock,
                edge);
        return Config.of(flags, environment);
    }

    static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    /// Commands that sign no token need no key.
    private static Optional<String> environmentWithAnyKey(String name) {
        return name.equals("OPENDOLLR_JWT_KEY") ? Optional.of(KEY_OF_NOTHING) : environment(name);
    }
}
