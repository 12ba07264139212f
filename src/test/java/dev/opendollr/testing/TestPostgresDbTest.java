package dev.opendollr.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.db.DataFolder;
import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TestPostgresDbTest {
    /// Otherwise one death would make all tests after it fail.
    @Test
    void a_postgresql_in_a_hurry_that_dies_comes_back() throws IOException {
        var folder = Scratch.data("hurry");
        try (var postgres = EmbeddedPostgres.startOnTcp(DataFolder.at(folder))) {
            TestPostgres.hurry(folder, postgres.owner());
            Eventually.isTrue("it is in a hurry", () -> fsync(postgres.owner()).equals("off"));
            long killed = ServerProcess.killDatabase(folder);
            ServerProcess.awaitDatabaseAfter(folder, killed);
            Eventually.isTrue("it is back", postgres::isRunning);
            assertThat(fsync(postgres.owner())).isEqualTo("on");
        }
    }

    private static String fsync(DatabaseAccess access) {
        return access.sessions()
                .withHandle(handle ->
                        handle.createQuery("show fsync").mapTo(String.class).one());
    }
}
