package dev.opendollr.base.db.embedded;

import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The PostgreSQL programs that are packaged with this program, unpacked into a folder.
final class PostgresBinaries {
    /// Part of the folder's name, so that an upgrade unpacks its own.
    private static final String VERSION = "18.4";

    private PostgresBinaries() {}

    /// The folder `bin` of the unpacked programs below `folder`; unpacks them when they are not there.
    static Path unpack(Path folder) {
        var unpacked = programs(folder);
        if (!Files.isDirectory(unpacked)) {
            var fresh = folder.resolve("postgresql-" + VERSION + ".new");
            try {
                remove(fresh);
                extract(fresh);
                var _ = Files.move(fresh, unpacked, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException refused) {
                throw new StartFailure(
                        "cannot unpack PostgreSQL to " + unpacked + ": " + refused.getMessage(), refused);
            }
        }
        return unpacked.resolve("bin");
    }

    /// Where they are unpacked.
    static Path programs(Path folder) {
        return folder.resolve("postgresql-" + VERSION);
    }

    private static void extract(Path target) throws IOException {
        var resource = "/postgres-linux-" + architecture() + ".txz";
        try (var packed = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new StartFailure(
                        "no PostgreSQL for this machine comes with OpenDollr, give --database-url instead");
            }
            try (var archive = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
                for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                    write(archive, entry, target);
                }
            }
        }
    }

    private static void write(TarArchiveInputStream archive, TarArchiveEntry entry, Path target) throws IOException {
        var file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("an entry leaves the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(archive, file);
        boolean executable = (entry.getMode() & 0100) != 0;
        if (executable) {
            Files.setPosixFilePermissions(
                    file,
                    EnumSet.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE,
                            PosixFilePermission.GROUP_READ,
                            PosixFilePermission.GROUP_EXECUTE,
                            PosixFilePermission.OTHERS_READ,
                            PosixFilePermission.OTHERS_EXECUTE));
        }
    }

    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static String architecture() {
        var name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}
