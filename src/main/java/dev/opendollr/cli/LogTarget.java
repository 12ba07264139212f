package dev.opendollr.cli;

import ch.qos.logback.classic.LoggerContext;
import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.LoggerFactory;

/// Where this process logs. `logback.xml` reads the choice from system properties when the first line is
/// logged, so the choice must be made before.
final class LogTarget {
    private static final String STDERR = "stderr";
    private static final String FILE = "opendollr.log";

    private LogTarget() {}

    /// Short commands print their results themselves, so only warnings and errors are logged.
    static void warnings() {
        var _ = System.setProperty("opendollr.log.level", "WARN");
    }

    /// A server logs everything: to `chosen`, if it is set. Otherwise to a file in `data` if standard error is
    /// a terminal, else to standard error.
    static void everything(String chosen, Path data) {
        var _ = System.clearProperty("opendollr.log.level");
        boolean isTerminal = "terminal".equals(System.getProperty("opendollr.stderr"));
        if (chosen.equals(STDERR) || (chosen.isEmpty() && !isTerminal)) {
            return;
        }
        var file = chosen.isEmpty() ? DataFolder.at(data).privateFile(FILE) : path(chosen);
        checkWritable(file);
        var _ = System.setProperty("opendollr.log", "file");
        var _ = System.setProperty("opendollr.log.file", file.toString());
        var _ = System.setProperty("opendollr.progress", "terminal");
    }

    /// Writes the lines that still wait. After that nothing is logged.
    static void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }

    private static Path path(String chosen) {
        try {
            return Path.of(chosen);
        } catch (InvalidPathException wrong) {
            throw refused(chosen);
        }
    }

    private static void checkWritable(Path file) {
        try {
            LogFile.create(file);
            // To open a pipe would block until another process reads it.
            if (!Files.isRegularFile(file)) {
                throw refused(file.toString());
            }
            Files.newByteChannel(file, StandardOpenOption.APPEND).close();
        } catch (IOException unwritable) {
            throw refused(file.toString());
        }
    }

    private static StartFailure refused(String file) {
        return new StartFailure("cannot write the log to " + file + ", choose another file or stderr with --log");
    }
}
