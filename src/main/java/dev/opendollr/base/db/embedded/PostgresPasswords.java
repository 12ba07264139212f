package dev.opendollr.base.db.embedded;

import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.db.DatabaseAccess;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.jdbi.v3.core.Handle;

/// The two roles of the embedded database: the owner of its objects, and the server, which owns nothing.
record PostgresPasswords(String ownerPassword, String serverPassword) {
    static final String OWNER = "opendollr_owner";
    private static final String SERVER = "opendollr_server";
    private static final String DATABASE = "opendollr";
    private static final String FILE = "postgres.properties";
    private static final int PASSWORD_BYTES = 24;

    @Override
    public String toString() {
        return "PostgresPasswords[***]";
    }

    /// The passwords stored in `data`. The first time they are chosen and stored.
    static PostgresPasswords of(DataFolder data) {
        var kept = data.read(FILE);
        if (kept.isEmpty()) {
            var chosen = new PostgresPasswords(random(), random());
            data.writePrivate(FILE, "owner=" + chosen.ownerPassword + "\nserver=" + chosen.serverPassword + "\n");
            return chosen;
        }
        var properties = new Properties();
        try {
            properties.load(new StringReader(kept.get()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new PostgresPasswords(properties.getProperty("owner", ""), properties.getProperty("server", ""));
    }

    DatabaseAccess owner(Endpoint endpoint) {
        return new DatabaseAccess(endpoint.url(DATABASE), OWNER, ownerPassword);
    }

    DatabaseAccess server(Endpoint endpoint) {
        return new DatabaseAccess(endpoint.url(DATABASE), SERVER, serverPassword);
    }

    /// Safe to repeat: a crash may have left the role without the database.
    void createRolesAndDatabase(Endpoint endpoint) {
        var administration = new DatabaseAccess(endpoint.url("postgres"), OWNER, ownerPassword);
        administration.sessions().useHandle(handle -> {
            if (isMissing(handle, "select count(*) from pg_roles where rolname = :name", SERVER)) {
                var _ = handle.execute("create role " + SERVER + " login password '" + serverPassword + "'");
            }
            if (isMissing(handle, "select count(*) from pg_database where datname = :name", DATABASE)) {
                var _ = handle.execute("create database " + DATABASE);
            }
        });
    }

    private static boolean isMissing(Handle handle, String count, String name) {
        return handle.createQuery(count).bind("name", name).mapTo(Integer.class).one() == 0;
    }

    private static String random() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
