package dev.opendollr.testing;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;

/// Removes the files and folders that tests have made. A file belongs to the scope that was entered last when
/// it was made: a test or its class.
final class Leavings {
    /// How long a program that was told to end may still write.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path home;
    private final FailedLogs logs;
    private final Deque<Scope> entered = new ArrayDeque<>();
    /// Holds what a class makes while it is loaded, before its scope is entered.
    private Scope early = new Scope("");
    private int made;

    Leavings(Path home, FailedLogs logs) {
        this.home = home;
        this.logs = logs;
    }

    /// Removes what a run that was killed has left. Leaves it if another run is at work: that run holds the lock,
    /// which the caller must hold until its process ends.
    static Optional<FileLock> removeOld(Path lock, List<Path> left) throws IOException {
        var file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var held = Optional.ofNullable(file.tryLock());
            if (held.isPresent()) {
                left.forEach(Leavings::remove);
            }
            return held;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }

    /// A test or a class, with the files and folders that it has made.
    final class Scope {
        private final String name;
        private final List<Path> paths = new ArrayList<>();
        private final Deque<Executable> endings = new ArrayDeque<>();
        private boolean failed;

        private Scope(String name) {
            this.name = name;
        }

        /// Removes what was made in this scope. If it has failed, the output of programs is kept. Whatever fails
        /// here, the rest is removed.
        void leave(boolean hasFailed) {
            synchronized (Leavings.this) {
                if (entered.peek() != this) {
                    throw new IllegalStateException(name + " ends, but " + entered + " have been entered");
                }
                var _ = entered.pop();
            }
            failed |= hasFailed;
            List<Executable> steps = new ArrayList<>();
            if (failed) {
                if (!entered.isEmpty()) {
                    entered.element().failed = true;
                }
                steps.add(() -> logs.keep(name, paths));
            }
            steps.addAll(endings);
            paths.forEach(path -> steps.add(() -> remove(path)));
            assertAll("after " + name, steps);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Enters a new scope: it owns what is made from now on, until it is left.
    synchronized Scope enter(String name) {
        var scope = new Scope(name);
        if (entered.isEmpty()) {
            scope.paths.addAll(early.paths);
            scope.endings.addAll(early.endings);
            early = new Scope("");
        }
        entered.push(scope);
        return scope;
    }

    Path folder(String name) {
        var folder = file(name, "");
        try {
            return Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// A path that does not exist yet. Its number is short: a long one could be taken for a card number.
    synchronized Path file(String name, String ending) {
        try {
            Files.createDirectories(home);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        Path file;
        do {
            made++;
            file = home.resolve(name + "-" + made + ending);
        } while (Files.exists(file));
        current().paths.add(file);
        return file;
    }

    synchronized void whenDone(Executable ending) {
        current().endings.push(ending);
    }

    private Scope current() {
        return entered.isEmpty() ? early : entered.element();
    }

    private static void remove(Path path) {
        if (!Eventually.within(PATIENCE, () -> isRemoved(path))) {
            throw new AssertionError("a program still writes to " + path);
        }
    }

    private static boolean isRemoved(Path path) {
        try {
            Files.walkFileTree(path, new Removing());
            return true;
        } catch (DirectoryNotEmptyException written) {
            return false;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static final class Removing extends LiveFolders {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var _ = Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            var _ = Files.deleteIfExists(folder);
            return super.postVisitDirectory(folder, failure);
        }
    }
}
