package dev.opendollr.base.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The processes of one database cluster. They are recognized by the executable and the working directory that
/// `/proc` shows. A pid file alone is never trusted: its number may belong to another process by now.
final class PostgresProcesses {
    private static final Duration END_MAX = Duration.ofSeconds(20);
    private static final int PORT_LINE = 3;
    private static final int FOLDER_LINE = 4;

    private final Path program;
    private final Path cluster;

    PostgresProcesses(Path program, Path cluster) {
        this.program = program;
        this.cluster = cluster;
    }

    /// The main process of PostgreSQL, if it runs.
    Optional<ProcessHandle> postmaster() {
        return pidFile().stream()
                .limit(1)
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
                .filter(this::isOurs)
                .findFirst();
    }

    /// Where the running postmaster listens.
    Optional<Endpoint> endpoint() {
        var lines = pidFile();
        if (postmaster().isEmpty() || lines.size() <= FOLDER_LINE) {
            return Optional.empty();
        }
        var folder = lines.get(FOLDER_LINE).strip();
        int port = Integer.parseInt(lines.get(PORT_LINE).strip());
        return Optional.of(folder.isEmpty() ? Endpoint.at(port) : new Endpoint(Optional.of(Path.of(folder)), port));
    }

    /// Kills the remaining processes of the cluster and waits until they have ended.
    void end() {
        for (var process : all()) {
            var _ = process.destroyForcibly();
            try {
                process.onExit().get(END_MAX.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException stuck) {
                throw new IllegalStateException("process " + process.pid() + " of PostgreSQL does not end", stuck);
            }
        }
    }

    void forgetPidFile() {
        try {
            var _ = Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        } catch (IOException refused) {
            throw new IllegalStateException("cannot remove the pid file of " + cluster, refused);
        }
    }

    private List<ProcessHandle> all() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        var proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            return Files.readSymbolicLink(proc.resolve("exe")).equals(program)
                    && Files.readSymbolicLink(proc.resolve("cwd")).equals(cluster);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (NoSuchFileException notRunning) {
            return List.of();
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read the pid file of " + cluster, unreadable);
        }
    }
}
