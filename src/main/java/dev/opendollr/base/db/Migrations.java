package dev.opendollr.base.db;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.Map;
import org.flywaydb.core.Flyway;

/// Brings a database to the schema of this version, under a lock, forward only.
public final class Migrations {
    private Migrations() {}

    /// Runs as `owner`, who owns every object; grants what the server needs to `serverRole`, which may be the owner
    /// itself.
    public static int migrate(DatabaseAccess owner, String serverRole) {
        return Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .jdbcProperties(properties(owner))
                .locations("classpath:db/migration")
                .placeholders(Map.of("server_role", serverRole))
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /// Whether an OpenDollr server has created its tables in this database before.
    public static boolean happened(Database database) {
        return database.everywhere()
                .single(handle -> handle.createQuery("select to_regclass('merchant') is not null")
                        .mapTo(Boolean.class)
                        .one());
    }

    /// Records permanently that this database is served in the live role.
    public static void markLive(Database database) {
        var _ = database.everywhere()
                .single(handle ->
                        handle.execute("insert into live_role (the_only_row) values (true) on conflict do nothing"));
    }

    private static Map<String, String> properties(DatabaseAccess owner) {
        var properties = owner.driverProperties();
        return properties.stringPropertyNames().stream().collect(toMap(identity(), properties::getProperty));
    }
}
