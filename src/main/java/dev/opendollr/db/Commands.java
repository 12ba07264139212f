package dev.opendollr.db;

import dev.opendollr.problem.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs short programs of the operating system and of PostgreSQL.
final class Commands {
    /// Long enough for PostgreSQL to recover from a crash.
    static final Duration TIME_MAX = Duration.ofMinutes(10);

    private Commands() {}

    static boolean succeeds(List<String> command) {
        try {
            return exitCode(new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD))
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /// Runs `command` with its output appended to `log`, and fails with the last line of `cause` or of `log`.
    static void run(List<String> command, Path log, Path cause) {
        try {
            int exit = exitCode(new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
            if (exit != 0) {
                var said = Files.exists(cause) ? cause : log;
                throw new StartFailure("PostgreSQL did not start: " + lastLine(said) + " (see " + said + ")");
            }
        } catch (IOException missing) {
            throw new StartFailure("cannot run " + command.getFirst() + ": " + missing.getMessage(), missing);
        }
    }

    private static int exitCode(ProcessBuilder builder) throws IOException {
        var process = builder.start();
        try {
            if (process.waitFor(TIME_MAX.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        var _ = process.destroyForcibly();
        return -1;
    }

    private static String lastLine(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank()).reduce("", (before, line) -> line);
        } catch (IOException | UncheckedIOException unreadable) {
            return "no output";
        }
    }
}
