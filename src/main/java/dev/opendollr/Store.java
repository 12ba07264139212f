package dev.opendollr;

import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.db.Migrations;
import dev.opendollr.base.db.Progress;
import dev.opendollr.base.db.embedded.EmbeddedPostgres;
import dev.opendollr.base.problem.StartFailure;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;

/// The configured database, migrated and open, and its embedded server if there is one.
public final class Store implements AutoCloseable {
    private static final String PASSWORD = "OPENDOLLR_DATABASE_PASSWORD";
    private static final String OWNER_PASSWORD = "OPENDOLLR_DATABASE_OWNER_PASSWORD";

    private final DataFolder data;
    private final Database database;
    private final DatabaseAccess owner;
    private final BooleanSupplier running;
    private final AutoCloseable behind;

    private Store(
            DataFolder data, Database database, DatabaseAccess owner, BooleanSupplier running, AutoCloseable behind) {
        this.data = data;
        this.database = database;
        this.owner = owner;
        this.running = running;
        this.behind = behind;
    }

    /// For a server. Only one server may use a data folder.
    public static Store open(Config config) {
        var data = DataFolder.at(config.data());
        var lock = data.lock()
                .orElseThrow(() -> new StartFailure("another opendollr serves the data folder " + data
                        + ", stop it or choose another folder with --data"));
        try {
            int connections = config.database().connections();
            return config.database()
                    .external()
                    .map(external -> external(data, external, connections, lock))
                    .orElseGet(() -> embedded(data, connections, lock));
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /// For a command that reads or changes existing data, with or without a running server on the same data
    /// folder. Creates nothing when there is no database.
    public static Store openExisting(Config config) {
        if (isMissing(config)) {
            throw new StartFailure("there is no database in "
                    + config.data().toAbsolutePath().normalize()
                    + ": give the folder of a server with --data, or start one there with serve");
        }
        return openBeside(config);
    }

    /// Whether the configuration means the embedded database and it does not exist yet.
    public static boolean isMissing(Config config) {
        return config.database().external().isEmpty() && !EmbeddedPostgres.isIn(config.data());
    }

    /// Like `openExisting`, for a command that adds data: creates the embedded database when it does not exist.
    public static Store openBeside(Config config) {
        var data = DataFolder.at(config.data());
        var external = config.database().external();
        if (external.isPresent()) {
            return alreadyMigrated(data, external.get(), () -> {});
        }
        var lock = data.lock();
        if (lock.isPresent()) {
            return embedded(data, 1, lock.get());
        }
        var running = EmbeddedPostgres.ofRunning(data)
                .orElseThrow(() -> new StartFailure("the server of " + data + " is starting or stopping, try again"));
        return new Store(data, new Database(running.server(), 1), running.owner(), () -> true, () -> {});
    }

    /// For work that must not run beside a server: this process alone uses the data folder. The work runs as
    /// the owner of the tables and must itself check that no server uses the database.
    public static void asOnlyUser(Config config, Consumer<DatabaseAccess> work) {
        var data = DataFolder.at(config.data());
        var lock = data.lock()
                .orElseThrow(() -> new StartFailure("a server serves the data folder " + data + ", stop it first"));
        try (lock;
                var store = config.database()
                        .external()
                        .map(external -> alreadyMigrated(data, external, () -> {}))
                        .orElseGet(() -> embedded(data, 1, lock))) {
            // The work would mistake these connections for those of another process.
            store.database.close();
            work.accept(store.owner);
        }
    }

    public Database database() {
        return database;
    }

    /// Whether requests can be served now.
    public boolean isReady() {
        return running.getAsBoolean() && database.answers();
    }

    public DataFolder data() {
        return data;
    }

    @Override
    public void close() {
        try (behind) {
            database.close();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Migrates an existing database to this version.
    public static void migrate(Config.ExternalDatabase external) {
        migrate(external.owner(), external.server().user());
    }

    private static Store external(
            DataFolder data, Config.ExternalDatabase external, int connections, AutoCloseable lock) {
        migrate(external);
        requireLogin(external.server());
        return new Store(data, new Database(external.server(), connections), external.owner(), () -> true, lock);
    }

    private static Store alreadyMigrated(DataFolder data, Config.ExternalDatabase external, AutoCloseable behind) {
        var database = new Database(external.server(), 1);
        if (!Migrations.happened(database)) {
            database.close();
            throw new StartFailure("the database has no tables of OpenDollr yet, start a server on it first");
        }
        return new Store(data, database, external.owner(), () -> true, behind);
    }

    private static Store embedded(DataFolder data, int connections, DataFolder.Lock lock) {
        var postgres = EmbeddedPostgres.start(data);
        try {
            migrate(postgres.owner(), postgres.server().user());
        } catch (RuntimeException failure) {
            postgres.close();
            throw failure;
        }
        var database = new Database(postgres.server(), connections);
        return new Store(data, database, postgres.owner(), postgres::isRunning, () -> {
            try (lock) {
                postgres.close();
            }
        });
    }

    private static void migrate(DatabaseAccess owner, String serverRole) {
        Progress.say("Bringing the database to this version …");
        try {
            var _ = Migrations.migrate(owner, serverRole);
        } catch (FlywayException | JdbiException failure) {
            throw new StartFailure(
                    "cannot bring the database at " + place(owner) + " to this version: " + rootMessage(failure)
                            + remedy(failure, passwordOf(owner, serverRole)),
                    failure);
        }
    }

    /// Otherwise a wrong server login would show only at the first request.
    private static void requireLogin(DatabaseAccess server) {
        try {
            var _ = server.sessions().withHandle(handle -> handle.execute("select 1"));
        } catch (JdbiException failure) {
            throw new StartFailure(
                    "cannot log in to the database at " + place(server) + " as " + server.user() + ": "
                            + rootMessage(failure) + remedy(failure, PASSWORD),
                    failure);
        }
    }

    /// Host, port and name, without the parameters that may follow.
    private static String place(DatabaseAccess access) {
        return access.url().replaceFirst("^jdbc:postgresql:(//)?", "").replaceFirst("[?].*", "");
    }

    private static String passwordOf(DatabaseAccess owner, String serverRole) {
        return owner.user().equals(serverRole) ? PASSWORD : OWNER_PASSWORD;
    }

    /// What to do when the password was refused; empty for other failures.
    private static String remedy(Throwable failure, String variable) {
        return DatabaseAccess.isLoginRefused(failure) ? "; the password stands in " + variable : "";
    }

    private static String rootMessage(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
