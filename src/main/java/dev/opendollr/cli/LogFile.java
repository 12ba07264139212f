package dev.opendollr.cli;

import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The file that is logged to. Each one is its owner's only from its first byte on, also those that take the place of
/// a full one: who calls a server is nobody else's business.
///
/// Public because `logback.xml` names it.
public final class LogFile<E> extends RollingFileAppender<E> {
    private static final String PRIVATE = "rw-------";

    @Override
    public void openFile(String file) throws IOException {
        create(Path.of(file));
        super.openFile(file);
    }

    /// Makes `file` and its folder where they are not; a file that is there stays as it is.
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
