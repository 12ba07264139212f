package dev.opendollr.base.db.embedded;

import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Runs short programs of the operating system and of PostgreSQL.
final class Commands {
    /// Long enough for PostgreSQL to recover from a crash.
    static final Duration TIME_MAX = Duration.ofMinutes(10);
    private static final int REASON_BYTES_MAX = 64 * 1024;

    private static final Pattern FATAL = Pattern.compile("\\b(FATAL|PANIC):|: error:");

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

    /// Runs `command` and appends its output to `log`. If it fails, throws the reason found in `cause` or
    /// `log`.
    static void run(List<String> command, Path log, Path cause) {
        try {
            long causeBefore = size(cause);
            long logBefore = size(log);
            int exit = exitCode(new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
            if (exit != 0) {
                var said = size(cause) > causeBefore ? cause : log;
                var reason = reason(said, said.equals(cause) ? causeBefore : logBefore);
                throw new StartFailure("PostgreSQL did not start: " + reason + " (see " + said + ")");
            }
        } catch (IOException missing) {
            throw new StartFailure("cannot run " + command.getFirst() + ": " + missing.getMessage(), missing);
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
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

    /// The reason in what was written after the first `from` bytes: the last line with a fatal error, since
    /// programs report their clean-up after it. If there is none, the last line.
    static String reason(Path log, long from) {
        try {
            var lines = new String(end(log, from), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.stream()
                    .filter(line -> FATAL.matcher(line).find())
                    .reduce((before, line) -> line)
                    .or(() -> lines.stream().reduce((before, line) -> line))
                    .orElse("no output");
        } catch (IOException unreadable) {
            return "no output";
        }
    }

    /// What follows the first `from` bytes; of a long text only the end.
    private static byte[] end(Path log, long from) throws IOException {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(Math.max(from, size(log) - REASON_BYTES_MAX));
            return in.readNBytes(REASON_BYTES_MAX);
        }
    }
}
