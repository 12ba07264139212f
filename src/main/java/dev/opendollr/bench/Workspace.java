package dev.opendollr.bench;

import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The temporary folder of a benchmark and the processes that it has started. When the benchmark ends, also
/// after a failure or a signal, its processes are ended and the folder is removed.
public final class Workspace implements AutoCloseable {
    private static final Duration STOP_MAX = Duration.ofSeconds(12);

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Thread atExit = Thread.ofPlatform().unstarted(this::clear);

    private Workspace(Path folder) {
        this.folder = folder;
    }

    public static Workspace open() {
        try {
            var workspace = new Workspace(Files.createTempDirectory("opendollr-bench-"));
            Runtime.getRuntime().addShutdownHook(workspace.atExit);
            return workspace;
        } catch (IOException refused) {
            throw new StartFailure("cannot make a temporary folder: " + refused.getMessage(), refused);
        }
    }

    public Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    synchronized Process start(ProcessBuilder builder) throws IOException {
        var process = builder.directory(folder.toFile()).start();
        processes.add(process);
        return process;
    }

    @Override
    public void close() {
        clear();
        try {
            var _ = Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The hook is already running and has nothing left to do.
        }
    }

    private synchronized void clear() {
        processes.forEach(Process::destroy);
        processes.forEach(Workspace::end);
        processes.clear();
        deleteFolder();
    }

    private static void end(Process process) {
        try {
            if (process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        var _ = process.destroyForcibly();
    }

    private void deleteFolder() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException busy) {
            // A temporary folder that remains is not a reason to lose the figures.
        }
    }
}
