package dev.opendollr.testing;

import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.db.embedded.UnpackedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/// The only place in which tests make folders and files, below `target`. What a test makes is removed after the
/// test. What its class makes is removed after the class.
public final class Scratch {
    private static final Path HOME = Target.own("scratch", "");
    private static final Path FAILED = Target.own("failed", "");
    private static final Leavings LEAVINGS = new Leavings(HOME, new FailedLogs(FAILED, System.out));

    static final UnpackedPostgres POSTGRES = new UnpackedPostgres(Target.FOLDER.resolve("postgres"));

    static {
        removeOld();
    }

    private Scratch() {}

    private static void removeOld() {
        try {
            Leavings.removeOld(Target.own("scratch", ".lock"), List.of(HOME, FAILED))
                    .map(FileLock::channel)
                    .ifPresent(Scratch::closeAtExit);
        } catch (IOException | UncheckedIOException refused) {
            // New files have other names, so the tests can do without.
            System.out.println("what an earlier run left is still there: " + refused);
        }
    }

    /// Keeps `lock` open until then: a channel that nobody knows any more is closed.
    private static void closeAtExit(Channel lock) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            try {
                lock.close();
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }));
    }

    /// A new folder, which only this user may enter.
    public static Path folder(String name) {
        return LEAVINGS.folder(name);
    }

    /// A data folder for a server. It already has the unpacked PostgreSQL, so that the server need not unpack
    /// it.
    public static Path data(String name) throws IOException {
        var folder = folder(name);
        POSTGRES.offerTo(DataFolder.at(folder));
        return folder;
    }

    /// The path of a file that does not exist yet.
    public static Path file(String name, String ending) {
        return LEAVINGS.file(name, ending);
    }

    /// A folder for what this process uses until its end. The next run removes what is left in it.
    static Path lasting(String name) throws IOException {
        return Files.createDirectories(HOME.resolve(name)).toAbsolutePath();
    }

    static Leavings.Scope enter(String name) {
        return LEAVINGS.enter(name);
    }

    /// Runs `ending` when the current test or class is done, to remove other things than files, such as a
    /// database.
    static void whenDone(Executable ending) {
        LEAVINGS.whenDone(ending);
    }
}
