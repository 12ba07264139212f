package dev.opendollr.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Keeps the output of programs that failed tests have started, so that a developer can find the cause. It
/// keeps the end of each file, for the first failures only.
final class FailedLogs {
    private static final Pattern WRITTEN = Pattern.compile(".*\\.(log|out|err)");
    private static final int FILE_BYTES_MAX = 256 * 1024;
    private static final int FILES_MAX = 20;
    private static final int FAILURES_MAX = 10;

    private final Path home;
    private final PrintStream out;
    private int failures;

    FailedLogs(Path home, PrintStream out) {
        this.home = home;
        this.out = out;
    }

    /// Keeps the output files in `made` and below, for the test of this name.
    void keep(String name, List<Path> made) {
        if (failures == FAILURES_MAX) {
            return;
        }
        try {
            var logs = logs(made);
            if (!logs.isEmpty()) {
                failures++;
                var folder = Files.createDirectories(home.resolve(name));
                for (var log : logs) {
                    copyEnd(log, folder.resolve(log.toString().replace('/', '_')));
                }
                out.println("What its programs wrote is in " + folder);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static List<Path> logs(List<Path> made) throws IOException {
        var logs = new Logs();
        for (var path : made) {
            var _ = Files.walkFileTree(path, logs);
        }
        return logs.found;
    }

    private static void copyEnd(Path from, Path to) throws IOException {
        try (var file = FileChannel.open(from)) {
            var _ = file.position(Math.max(0, file.size() - FILE_BYTES_MAX));
            var _ = Files.copy(Channels.newInputStream(file), to, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException gone) {
            // Its program has removed it since it was found.
        }
    }

    /// Finds the first files that programs have written.
    private static final class Logs extends LiveFolders {
        private final List<Path> found = new ArrayList<>();

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (found.size() == FILES_MAX) {
                return FileVisitResult.TERMINATE;
            }
            if (attributes.isRegularFile() && WRITTEN.matcher(file.toString()).matches()) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
