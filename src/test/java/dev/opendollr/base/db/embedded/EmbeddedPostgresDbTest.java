package dev.opendollr.base.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.testing.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the embedded PostgreSQL listens: at no port at all, and where nobody else may knock.
class EmbeddedPostgresDbTest {
    @ParameterizedTest(name = "{0} folders deep")
    @ValueSource(ints = {0, 6})
    void a_stranger_finds_no_door(int depth) throws IOException {
        var folder = Scratch.folder("doors");
        for (int level = 0; level < depth; level++) {
            folder = folder.resolve("a-folder-with-a-long-name");
        }
        var data = DataFolder.at(folder);
        Path door;
        try (var postgres = EmbeddedPostgres.start(data)) {
            assertThat(show(postgres.server(), "listen_addresses")).isEmpty();
            door = Path.of(show(postgres.owner(), "unix_socket_directories"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(door)))
                    .isEqualTo("rwx------");
            assertThat(door.startsWith(data.toString())).isEqualTo(depth == 0);
            var beside = EmbeddedPostgres.ofRunning(data).orElseThrow();
            assertThat(show(beside.server(), "port")).isEqualTo(show(postgres.server(), "port"));
        }
        assertThat(EmbeddedPostgres.ofRunning(data)).isEmpty();
        assertThat(Files.exists(door)).as("it leaves nothing elsewhere").isEqualTo(depth == 0);
    }

    private static String show(DatabaseAccess access, String setting) {
        return access.sessions()
                .withHandle(handle -> handle.createQuery("show " + setting)
                        .mapTo(String.class)
                        .one());
    }
}
