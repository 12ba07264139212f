package dev.opendollr.cli;

import dev.opendollr.Config;
import dev.opendollr.Options;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the data is: options that all commands with a database share.
final class DatabaseOptions {
    private static final String KEY_OF_NOTHING = "a key with which no command signs anything";

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the embedded database and keys are kept. Default: ${DEFAULT-VALUE}")
    String data = Options.standard("--data");

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
    String databaseUser = Options.standard("--database-user");

    @Option(
            names = "--database-owner",
            paramLabel = "ROLE",
            description = "The role that migrates and owns the tables, with OPENDOLLR_DATABASE_OWNER_PASSWORD. "
                    + "Default: the server's own role.")
    String databaseOwner = "";

    /// A configuration for a command that listens on no port.
    Config withoutServer() {
        return Config.of(options().with("--admin-port", "off"), DatabaseOptions::environmentWithAnyKey);
    }

    Options options() {
        return Options.none()
                .with("--data", data)
                .with("--database-url", databaseUrl)
                .with("--database-user", databaseUser)
                .with("--database-owner", databaseOwner);
    }

    static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    /// Commands that sign no token need no key.
    private static Optional<String> environmentWithAnyKey(String name) {
        return name.equals("OPENDOLLR_JWT_KEY") ? Optional.of(KEY_OF_NOTHING) : environment(name);
    }
}
