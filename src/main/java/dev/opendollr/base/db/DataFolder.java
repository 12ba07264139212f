package dev.opendollr.base.db;

import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/// The folder in which one server keeps what must outlive it: the embedded database, keys, demo credentials.
public final class DataFolder {
    private static final int FILE_BYTES_MAX = 64 * 1024;

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /// Creates the folder for this user alone if it does not exist. Refuses a folder that other users may write
    /// to.
    public static DataFolder at(Path path) {
        try {
            var created = Files.createDirectories(path.toAbsolutePath().normalize(), Privacy.FOLDER)
                    .toRealPath();
            if (!Files.isWritable(created)) {
                throw unwritable(path);
            }
            Privacy.requireOfFolder(created);
            return new DataFolder(created);
        } catch (IOException refused) {
            throw unwritable(path);
        }
    }

    /// A folder inside, which only this user may enter.
    public Path folder(String name) {
        var folder = path.resolve(name);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, Privacy.FOLDER);
            }
            Privacy.requireClosed(folder);
            return folder;
        } catch (IOException refused) {
            throw unwritable(folder);
        }
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /// The content of a file; empty if the file does not exist. Refuses a file that other users may read or
    /// write.
    public Optional<String> read(String name) {
        var file = file(name);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (!Files.isRegularFile(file)) {
                throw new StartFailure(file + " is no regular file");
            }
            Privacy.requireOfFile(file);
            return Optional.of(text(file));
        } catch (IOException refused) {
            throw new StartFailure("cannot read " + file + ": " + refused.getMessage(), refused);
        }
    }

    private static String text(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(FILE_BYTES_MAX + 1);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new StartFailure(file + " has more than " + FILE_BYTES_MAX + " bytes, which is none of ours");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /// A file to write to, which is created if it does not exist. Refuses a file that other users may read or
    /// write.
    public Path privateFile(String name) {
        var file = file(name);
        try {
            try {
                Files.createFile(file, Privacy.FILE);
            } catch (FileAlreadyExistsException there) {
                // The existing file is used if only this user may access it.
            }
            Privacy.requireOfFile(file);
            return file;
        } catch (IOException refused) {
            throw unwritable(file);
        }
    }

    /// Writes a file that only this user may read, whole or not at all.
    public void writePrivate(String name, String text) {
        var file = file(name);
        try {
            var fresh = Files.createTempFile(path, name, ".new", Privacy.FILE);
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    var _ = channel.write(bytes);
                }
                channel.force(true);
            }
            var _ = Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (IOException refused) {
            throw new StartFailure("cannot write " + file + ": " + refused.getMessage(), refused);
        }
    }

    /// Makes this process the only server of the folder until it ends; empty when another one is.
    public Optional<Lock> lock() {
        try {
            var file = file("lock");
            var channel =
                    FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), Privacy.FILE);
            // Another user who may read the file could lock it and keep the server from starting.
            Privacy.close(file);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Lock(channel));
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        } catch (IOException refused) {
            throw unwritable(path);
        }
    }

    /// The right to be the server of a folder.
    public static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException ignored) {
                // The operating system frees it when this process ends.
            }
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static StartFailure unwritable(Path path) {
        return new StartFailure("cannot write to the data folder " + path.toAbsolutePath()
                + ", make it writable or choose another one with --data");
    }
}
