package dev.opendollr;

import dev.opendollr.db.DataFolder;
import dev.opendollr.db.Database;
import dev.opendollr.db.DatabaseAccess;
import dev.opendollr.db.EmbeddedPostgres;
import dev.opendollr.db.Migrations;
import dev.opendollr.db.Progress;
import dev.opendollr.problem.StartFailure;
import java.util.function.BooleanSupplier;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.JdbiException;

/// The database that a configuration means, migrated and open; and the embedded server behind it, if there is one.
public final class Store implements AutoCloseable {
    private final DataFolder data;
    private final Database database;
    private final BooleanSupplier running;
    private final AutoCloseable behind;

    private Store(DataFolder data, Database database, BooleanSupplier running, AutoCloseable behind) {
        this.data = data;
        this.database = database;
        this.running = running;
        this.behind = behind;
    }

    /// For a server: the only one of its data folder.
    public static Store open(Config config) {
        var data = DataFolder.at(config.data());
        var lock = data.lock()
                .orElseThrow(() -> new StartFailure("another opendollr serves the data folder " + data
                        + ", stop it or choose another folder with --data"));
        try {
            return config.database()
                    .map(external -> external(data, external, config.databaseConnections(), lock))
                    .orElseGet(() -> embedded(data, config.databaseConnections(), lock));
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /// For a command that asks or changes what is there: beside a server of the same data folder, or without one.
    /// Makes nothing when there is no database.
    public static Store openExisting(Config config) {
        if (isMissing(config)) {
            throw new StartFailure("there is no database in "
                    + config.data().toAbsolutePath().normalize()
                    + ": give the folder of a server with --data, or start one there with serve");
        }
        return openBeside(config);
    }

    /// Whether the embedded database that is meant was never made.
    public static boolean isMissing(Config config) {
        return config.database().isEmpty() && !EmbeddedPostgres.isIn(config.data());
    }

    /// The same for a command that adds something; makes the embedded database when there is none.
    public static Store openBeside(Config config) {
        var data = DataFolder.at(config.data());
        if (config.database().isPresent()) {
            return alreadyMigrated(data, config.database().get());
        }
        var lock = data.lock();
        if (lock.isPresent()) {
            return embedded(data, 1, lock.get());
        }
        var access = EmbeddedPostgres.ofRunning(data)
                .orElseThrow(() -> new StartFailure("the server of " + data + " is starting or stopping, try again"));
        return new Store(data, new Database(access, 1), () -> true, () -> {});
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

    /// Brings a database that is there already to this version.
    public static void migrate(Config.ExternalDatabase external) {
        migrate(external.owner(), external.server().user());
    }

    private static Store external(
            DataFolder data, Config.ExternalDatabase external, int connections, AutoCloseable lock) {
        migrate(external);
        return new Store(data, new Database(external.server(), connections), () -> true, lock);
    }

    private static Store alreadyMigrated(DataFolder data, Config.ExternalDatabase external) {
        var database = new Database(external.server(), 1);
        if (!Migrations.happened(database)) {
            database.close();
            throw new StartFailure("the database has no tables of OpenDollr yet, start a server on it first");
        }
        return new Store(data, database, () -> true, () -> {});
    }

    private static Store embedded(DataFolder data, int connections, DataFolder.Lock lock) {
        var postgres = EmbeddedPostgres.start(data);
        try {
            migrate(postgres.owner(), postgres.server().user());
        } catch (RuntimeException failure) {
            postgres.close();
            throw failure;
        }
        return new Store(data, new Database(postgres.server(), connections), postgres::isRunning, () -> {
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
            throw new StartFailure("cannot bring the database to this version: " + rootMessage(failure), failure);
        }
    }

    private static String rootMessage(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
