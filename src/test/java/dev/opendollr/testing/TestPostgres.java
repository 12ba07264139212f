package dev.opendollr.testing;

import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.db.Migrations;
import dev.opendollr.base.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/// The only PostgreSQL of this process, in `target`. Each caller gets a new database in it.
///
/// Sessions run in a time zone without inhabitants, so that tests reveal code that forgets time zones.
public final class TestPostgres {
    private static final Path FOLDER = Target.own("test-postgres", "");
    private static final String ZONE = "Asia/Kathmandu";
    private static final AtomicInteger CLONES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();
    private static final String TEMPLATE = "template_migrated";

    static {
        dropOld();
        recreate(TEMPLATE, "template1");
        var _ = Migrations.migrate(at(SERVER.owner(), TEMPLATE), SERVER.server().user());
    }

    private TestPostgres() {}

    /// A database, with the logins of the two roles that may use it.
    public record Clone(DatabaseAccess server, DatabaseAccess owner) {
        /// Sessions of the owner, who may do everything.
        public Jdbi asOwner() {
            return jdbi(owner);
        }

        /// Sessions with the rights of the server.
        public Jdbi asServer() {
            return jdbi(server);
        }
    }

    /// A new database with the schema of this version, as the migrations leave it.
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
        Scratch.whenDone(() -> drop(name));
        return new Clone(at(SERVER.server(), name), at(SERVER.owner(), name));
    }

    private static void recreate(String name, String template) {
        drop(name);
        administration().useHandle(handle -> {
            var _ = handle.execute("create database " + name + " template " + template + " strategy file_copy");
            var _ = handle.execute("alter database " + name + " set timezone = '" + ZONE + "'");
        });
    }

    private static void drop(String name) {
        administration().useHandle(handle -> {
            var _ = handle.execute("drop database if exists " + name + " with (force)");
        });
    }

    /// Drops what a run that was killed has left.
    private static void dropOld() {
        administration()
                .withHandle(handle -> handle.createQuery(
                                "select datname from pg_database where starts_with(datname, 'test_')")
                        .mapTo(String.class)
                        .list())
                .forEach(TestPostgres::drop);
    }

    private static Jdbi administration() {
        return jdbi(at(SERVER.owner(), "postgres"));
    }

    private static Jdbi jdbi(DatabaseAccess access) {
        return Jdbi.create(access.url(), access.user(), access.password());
    }

    private static DatabaseAccess at(DatabaseAccess access, String database) {
        var url = access.url().replaceFirst("/[^/]*$", "/" + database);
        return new DatabaseAccess(url, access.user(), access.password());
    }

    private static void unpack(DataFolder data) {
        try {
            Scratch.POSTGRES.offerTo(data);
            // Settings that `alter system` has left, such as one that is not durable, would make each start fail.
            var _ = Files.deleteIfExists(FOLDER.resolve("postgres/cluster/postgresql.auto.conf"));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// Switches durability off, for speed: the data need not survive a power failure, and its log is not
    /// archived. Each start overwrites the file without these settings. So a PostgreSQL that died comes back,
    /// durable and slower.
    static void hurry(Path folder, DatabaseAccess owner) throws IOException {
        Files.writeString(folder.resolve("postgres/cluster/opendollr.conf"), """
            fsync = off
            full_page_writes = off
            min_wal_size = '32MB'
            max_wal_size = '64MB'
            """, StandardOpenOption.APPEND);
        jdbi(owner).useHandle(handle -> {
            var _ = handle.execute("select pg_reload_conf()");
        });
    }

    private static EmbeddedPostgres start() {
        var data = DataFolder.at(FOLDER);
        var lock = data.lock().orElseThrow(() -> new IllegalStateException("another test run uses " + data));
        unpack(data);
        var postgres = EmbeddedPostgres.startOnTcp(data);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            postgres.close();
            lock.close();
        }));
        try {
            hurry(FOLDER, postgres.owner());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return postgres;
    }
}
