package dev.opendollr.testing;

import dev.opendollr.db.DataFolder;
import dev.opendollr.db.DatabaseAccess;
import dev.opendollr.db.Migrations;
import dev.opendollr.db.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/// The one PostgreSQL of a test run, in `target`, and a fresh migrated database for whoever asks.
///
/// Sessions run in a time zone nobody lives in, so that code which forgets zones is found out.
public final class TestPostgres {
    private static final String ZONE = "Asia/Kathmandu";
    private static final AtomicInteger CLONES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();
    private static final String TEMPLATE = "template_migrated";

    static {
        recreate(TEMPLATE, "template1");
        var _ = Migrations.migrate(at(SERVER.owner(), TEMPLATE), SERVER.server().user());
    }

    private TestPostgres() {}

    /// A database and the two roles that open it.
    public record Clone(DatabaseAccess server, DatabaseAccess owner) {
        /// Sessions that may do everything.
        public Jdbi asOwner() {
            return jdbi(owner);
        }

        /// Sessions that may do what the server may.
        public Jdbi asServer() {
            return jdbi(server);
        }
    }

    /// A database with the schema of this version and no row.
    public static Clone migrated() {
        return clone(TEMPLATE);
    }

    /// A database without any table.
    public static Clone empty() {
        return clone("template1");
    }

    private static Clone clone(String template) {
        var name = "test_" + CLONES.incrementAndGet();
        recreate(name, template);
        return new Clone(at(SERVER.server(), name), at(SERVER.owner(), name));
    }

    private static void recreate(String name, String template) {
        jdbi(at(SERVER.owner(), "postgres")).useHandle(handle -> {
            var _ = handle.execute("drop database if exists " + name + " with (force)");
            var _ = handle.execute("create database " + name + " template " + template + " strategy file_copy");
            var _ = handle.execute("alter database " + name + " set timezone = '" + ZONE + "'");
        });
    }

    private static Jdbi jdbi(DatabaseAccess access) {
        return Jdbi.create(access.url(), access.user(), access.password());
    }

    private static DatabaseAccess at(DatabaseAccess access, String database) {
        var url = access.url().replaceFirst("/[^/]*$", "/" + database);
        return new DatabaseAccess(url, access.user(), access.password());
    }

    private static EmbeddedPostgres start() {
        var data = DataFolder.at(Path.of("target/test-postgres"));
        var lock = data.lock().orElseThrow(() -> new IllegalStateException("another test run uses " + data));
        var postgres = EmbeddedPostgres.startOnTcp(data);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            postgres.close();
            lock.close();
        }));
        return postgres;
    }
}
