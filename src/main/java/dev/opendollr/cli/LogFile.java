package dev.opendollr.cli;

import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The log file. From its first byte on, only its owner may read it, and the same holds for the file that
/// replaces a full one: only the operator may see who calls a server.
///
/// Public because `logback.xml` names it.
public final class LogFile<E> extends RollingFileAppender<E> {
    private static final String PRIVATE = "rw-------";

    @Override
    public void openFile(String file) throws IOException {
        create(Path.of(file));
        super.openFile(file);
    }

    /// Creates `file` and its folder if they do not exist. An existing file keeps its content and its
    /// permissions.
    static void create(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            var _ = Files.createDirectories(folder);
        }
        try {
            var _ = Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
        } catch (FileAlreadyExistsException there) {
            // It is appended to.
        }
    }
}
