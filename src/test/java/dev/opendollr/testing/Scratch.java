package dev.opendollr.testing;

import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.db.embedded.UnpackedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/// The one place where tests make folders and files, below `target`. What a test makes is gone when the test is done,
/// and what its class makes when the class is done.
public final class Scratch {
    private static final Leavings LEAVINGS =
            new Leavings(Target.own("scratch", ""), new FailedLogs(Target.FOLDER.resolve("failed"), System.out));

    static final UnpackedPostgres POSTGRES = new UnpackedPostgres(Target.FOLDER.resolve("postgres"));

    private Scratch() {}

    /// A new folder, which only this user may enter.
    public static Path folder(String name) {
        return LEAVINGS.folder(name);
    }

    /// A data folder for a server, in which PostgreSQL need not be unpacked.
    public static Path data(String name) throws IOException {
        var folder = folder(name);
        POSTGRES.offerTo(DataFolder.at(folder));
        return folder;
    }

    /// The name of a file that is not there yet.
    public static Path file(String name, String ending) {
        return LEAVINGS.file(name, ending);
    }

    static Leavings.Scope enter(String name) {
        return LEAVINGS.enter(name);
    }

    /// What else there is to take away, such as a database.
    static void whenDone(Runnable ending) {
        LEAVINGS.whenDone(ending);
    }
}
