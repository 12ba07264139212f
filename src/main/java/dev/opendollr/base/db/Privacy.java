package dev.opendollr.base.db;

import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;

/// Access to the files of a data folder: only its owner may read and change them.
public final class Privacy {
    public static final FileAttribute<Set<PosixFilePermission>> FOLDER = attribute("rwx------");
    static final FileAttribute<Set<PosixFilePermission>> FILE = attribute("rw-------");

    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final Set<PosixFilePermission> WRITING_OF_OTHERS = PosixFilePermissions.fromString("----w--w-");

    private Privacy() {}

    /// Refuses a file that other users may read or write, or that belongs to another user.
    static void requireOfFile(Path file) throws IOException {
        requireOwn(file);
        refuseWhen(file, OF_OTHERS, "others may read or write " + file, "chmod 600 " + file);
    }

    /// Refuses a folder that belongs to another user, or in which other users could replace a file.
    static void requireOfFolder(Path folder) throws IOException {
        requireOwn(folder);
        requireClosed(folder);
    }

    /// The same without the check of the owner: the folder may belong to the user that runs the embedded
    /// database.
    static void requireClosed(Path folder) throws IOException {
        refuseWhen(folder, WRITING_OF_OTHERS, "others may write to " + folder, "chmod go-w " + folder);
    }

    /// Closes a file of this user to all other users.
    static void close(Path file) throws IOException {
        requireOwn(file);
        var _ = Files.setPosixFilePermissions(file, FILE.value());
    }

    static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static void requireOwn(Path path) throws IOException {
        int owner = owner(path);
        if (owner != owner(Path.of("/proc/self"))) {
            throw new StartFailure(path + " belongs to another user (uid " + owner
                    + "), who could change it; run as that user, or make it yours with chown");
        }
    }

    private static void refuseWhen(Path path, Set<PosixFilePermission> open, String fault, String remedy)
            throws IOException {
        if (!Collections.disjoint(Files.getPosixFilePermissions(path), open)) {
            throw new StartFailure(fault + ", whoever they are; close it first: " + remedy);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
