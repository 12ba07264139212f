package dev.opendollr.base.db.embedded;

import dev.opendollr.base.db.DataFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The PostgreSQL programs, unpacked once for all databases of tests: they are as large as ten of these databases.
public final class UnpackedPostgres {
    private final Path home;

    public UnpackedPostgres(Path home) {
        this.home = home;
    }

    /// Spares a database that is made in `data` the unpacking. Processes that ask at the same time wait for each other.
    public synchronized void offerTo(DataFolder data) throws IOException {
        Files.createDirectories(home);
        try (var file = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = file.lock()) {
            var _ = PostgresBinaries.unpack(home);
            var link = PostgresBinaries.programs(data.folder(EmbeddedPostgres.FOLDER));
            if (Files.isSymbolicLink(link)) {
                // It leads nowhere if somebody has moved the checkout.
                Files.delete(link);
            }
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, PostgresBinaries.programs(home).toRealPath());
            }
        }
    }
}
