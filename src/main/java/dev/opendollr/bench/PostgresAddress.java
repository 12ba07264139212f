package dev.opendollr.bench;

import dev.opendollr.base.problem.StartFailure;
import java.util.regex.Pattern;

/// Where PostgreSQL listens, in the words of its own programs.
record PostgresAddress(String host, String port, String database) {
    private static final Pattern URL = Pattern.compile(
            "jdbc:postgresql://(?<host>[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?/(?<database>[^/?]+)([?].*)?");

    private static final String PORT = "5432";

    static PostgresAddress of(String jdbcUrl) {
        var parts = URL.matcher(jdbcUrl);
        if (!parts.matches()) {
            throw new StartFailure(
                    "--database-url names one host and one database for a benchmark: jdbc:postgresql://host/database");
        }
        var port = parts.group("port");
        return new PostgresAddress(parts.group("host"), port == null ? PORT : port, parts.group("database"));
    }
}
