package dev.opendollr.base.db.embedded;

import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.db.Privacy;
import dev.opendollr.base.db.Progress;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.base.work.Worker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real PostgreSQL in the data folder. This process starts it, watches it, restarts it when it dies, and
/// stops it.
///
/// It listens in a folder that only its owner may enter, requires a password from everyone, and does not
/// acknowledge a commit before it is on disk.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    /// In a data folder.
    static final String FOLDER = "postgres";
    private static final String CLUSTER = "cluster";
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int START_ATTEMPTS_MAX = 3;
    /// Settings that make an acknowledged commit survive. They are checked after each start, because no test
    /// can prove their effect.
    private static final Map<String, String> DURABLE =
            Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on");

    private final Path folder;
    private final Path bin;
    private final Path cluster;
    private final Path log;
    private final PostgresUser user;
    private final PostgresProcesses processes;
    private final PostgresPasswords passwords;
    private final Worker watch = new Worker("postgres-watch", LOOK_EVERY, Commands.TIME_MAX, this::look);
    private volatile boolean running;
    private final boolean onTcp;
    private Optional<Path> temporary = Optional.empty();
    private Optional<Endpoint> endpoint = Optional.empty();
    /// True once PostgreSQL has run: from then on the pool uses its endpoint, which must not change.
    private boolean fixed;

    /// The logins of the server and of the owner, who migrates.
    public record Accesses(DatabaseAccess server, DatabaseAccess owner) {}

    private EmbeddedPostgres(Path folder, PostgresPasswords passwords, boolean onTcp) throws IOException {
        this.folder = folder;
        this.onTcp = onTcp;
        this.passwords = passwords;
        bin = PostgresBinaries.unpack(folder);
        cluster = folder.resolve(CLUSTER);
        log = folder.resolve("start.log");
        user = PostgresUser.of(folder);
        processes = new PostgresProcesses(
                bin.resolve("postgres").toRealPath(), folder.toRealPath().resolve(CLUSTER));
    }

    /// Starts the database of `data`, which this process must have locked, and creates it the first time.
    public static EmbeddedPostgres start(DataFolder data) {
        return start(data, false);
    }

    /// The same on a port of 127.0.0.1, to which every user of this machine may connect: for clients that
    /// support TCP only.
    public static EmbeddedPostgres startOnTcp(DataFolder data) {
        return start(data, true);
    }

    private static EmbeddedPostgres start(DataFolder data, boolean onTcp) {
        try {
            var embedded = new EmbeddedPostgres(data.folder(FOLDER), PostgresPasswords.of(data), onTcp);
            embedded.startOrClose();
            embedded.watch.start();
            return embedded;
        } catch (IOException failure) {
            throw new StartFailure("cannot start PostgreSQL in " + data + ": " + failure.getMessage(), failure);
        }
    }

    /// Whether a database was ever created in the folder `data`. Creates nothing.
    public static boolean isIn(Path data) {
        return Files.isDirectory(data.resolve(FOLDER).resolve(CLUSTER));
    }

    /// The logins of the database of `data` that another process runs now; empty if none does.
    public static Optional<Accesses> ofRunning(DataFolder data) {
        try {
            var folder = data.folder(FOLDER);
            var program = PostgresBinaries.unpack(folder).resolve("postgres").toRealPath();
            var passwords = PostgresPasswords.of(data);
            return new PostgresProcesses(program, folder.toRealPath().resolve(CLUSTER))
                    .endpoint()
                    .map(place -> new Accesses(passwords.server(place), passwords.owner(place)));
        } catch (IOException failure) {
            throw new StartFailure("cannot look for PostgreSQL in " + data + ": " + failure.getMessage(), failure);
        }
    }

    /// The login for migrations. It owns everything.
    public DatabaseAccess owner() {
        return passwords.owner(endpoint.orElseThrow());
    }

    /// The login for the server. It owns nothing.
    public DatabaseAccess server() {
        return passwords.server(endpoint.orElseThrow());
    }

    /// Whether it was seen alive a moment ago.
    public boolean isRunning() {
        return running;
    }

    @Override
    public void close() {
        watch.close();
        synchronized (this) {
            stopPostmaster();
            processes.end();
            temporary.ifPresent(EmbeddedPostgres::remove);
        }
    }

    private void startOrClose() throws IOException {
        try {
            start();
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private synchronized void start() throws IOException {
        stopPostmaster();
        processes.end();
        processes.forgetPidFile();
        if (!Files.isDirectory(cluster)) {
            Progress.say("Making a new database …");
            initialize();
        }
        Progress.say("Starting PostgreSQL …");
        launch();
        passwords.createRolesAndDatabase(endpoint.orElseThrow());
        assertDurable();
        running = true;
    }

    /// Creates the cluster under another name first, so that a crash does not leave a half-made cluster.
    private void initialize() throws IOException {
        var fresh = cluster.resolveSibling("cluster.new");
        PostgresBinaries.remove(fresh);
        var passwordFile = cluster.resolveSibling("initdb.password");
        Files.writeString(passwordFile, passwords.ownerPassword());
        try {
            run(List.of(
                    bin.resolve("initdb").toString(),
                    "--pgdata=" + fresh,
                    "--username=" + PostgresPasswords.OWNER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--locale=C.UTF-8",
                    "--data-checksums"));
        } finally {
            Files.delete(passwordFile);
        }
        Files.writeString(
                fresh.resolve("postgresql.conf"), "\ninclude = 'opendollr.conf'\n", StandardOpenOption.APPEND);
        var _ = Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Starts PostgreSQL, at the same endpoint as before if it has run: the pool keeps connecting there.
    private void launch() throws IOException {
        for (int attempt = 1; ; attempt++) {
            var place = endpoint.isPresent() ? endpoint.get() : choose();
            endpoint = Optional.of(place);
            if (place.lockFile().isPresent()) {
                var _ = Files.deleteIfExists(place.lockFile().get());
            }
            Files.writeString(cluster.resolve("opendollr.conf"), settings(place));
            try {
                run(List.of(
                        bin.resolve("pg_ctl").toString(),
                        "start",
                        "--pgdata=" + cluster,
                        "--log=" + cluster.resolve("start.log"),
                        "--wait",
                        "--timeout=" + Commands.TIME_MAX.toSeconds(),
                        "--silent"));
                fixed = true;
                return;
            } catch (StartFailure portTakenOrWorse) {
                if (attempt == START_ATTEMPTS_MAX) {
                    throw portTakenOrWorse;
                }
                LOG.atWarn().setCause(portTakenOrWorse).log("PostgreSQL did not start, trying again");
                if (!fixed && onTcp) {
                    endpoint = Optional.empty();
                }
            }
        }
    }

    /// A free port for TCP, else the folder of the database. If the name of that folder is too long for a
    /// socket, a temporary folder of the system, which is created for this run and which only the same user may
    /// enter.
    private Endpoint choose() throws IOException {
        if (onTcp) {
            return Endpoint.at(freePort());
        }
        if (Endpoint.fits(folder)) {
            return Endpoint.in(folder);
        }
        if (temporary.isEmpty()) {
            var made = Files.createTempDirectory("opendollr-", Privacy.FOLDER);
            Files.setOwner(made, Files.getOwner(folder));
            temporary = Optional.of(made);
            LOG.info("the name of {} is too long for a socket, PostgreSQL listens in {}", folder, made);
        }
        return Endpoint.in(temporary.get());
    }

    private static void remove(Path folder) {
        try {
            PostgresBinaries.remove(folder);
        } catch (IOException refused) {
            LOG.atWarn().setCause(refused).log("cannot remove {}", folder);
        }
    }

    private static String settings(Endpoint place) {
        return "# Written at each start.\n" + place.settings() + """
            max_connections = 100
            fsync = on
            full_page_writes = on
            synchronous_commit = on
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_error_verbosity = terse
            log_min_error_statement = panic
            logging_collector = on
            log_directory = 'log'
            log_filename = 'postgresql-%a.log'
            log_truncate_on_rotation = on
            log_rotation_age = 1d
            """;
    }

    private void assertDurable() {
        var jdbi = owner().sessions();
        DURABLE.forEach((setting, expected) -> {
            var actual = jdbi.withHandle(handle ->
                    handle.createQuery("show " + setting).mapTo(String.class).one());
            if (!actual.equals(expected)) {
                throw new StartFailure("PostgreSQL runs with " + setting + " = " + actual + ", which can lose money");
            }
        });
    }

    /// Restarts PostgreSQL if it has died. Returns false, since there is never more to do at once.
    private boolean look() {
        if (!running || processes.postmaster().isEmpty()) {
            revive();
        }
        return false;
    }

    private synchronized void revive() {
        running = false;
        LOG.warn("PostgreSQL died, starting it again");
        try {
            start();
            LOG.warn("PostgreSQL is back");
        } catch (IOException | RuntimeException failure) {
            LOG.atError().setCause(failure).log("PostgreSQL did not come back, trying again");
            // A PostgreSQL that failed its checks must not serve.
            stopPostmaster();
        }
    }

    private void stopPostmaster() {
        processes.postmaster().ifPresent(running -> {
            var _ = Commands.succeeds(user.running(List.of(
                    bin.resolve("pg_ctl").toString(),
                    "stop",
                    "--pgdata=" + cluster,
                    "--mode=fast",
                    "--wait",
                    "--silent")));
        });
    }

    private void run(List<String> command) {
        Commands.run(user.running(command), log, cluster.resolve("start.log"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
