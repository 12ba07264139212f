package dev.opendollr.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.problem.ProblemException;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.TestPostgres;
import dev.opendollr.testing.Wire;
import java.io.IOException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class DatabaseAwayDbTest {
    private static final int REFUSALS = 4;

    @Test
    void what_says_that_it_is_back_answers_at_once() throws IOException {
        var access = TestPostgres.migrated().server();
        try (var wire = Wire.to(access.url());
                var database = new Database(new DatabaseAccess(wire.url(), access.user(), access.password()), 4)) {
            assertThat(one(database)).isOne();
            wire.cut();
            Eventually.isTrue("the database is away", () -> !database.answers());
            // Each refusal takes as long as the pool waits, so that it tries more and more seldom.
            for (int refusal = 0; refusal < REFUSALS; refusal++) {
                assertThatThrownBy(() -> one(database)).isInstanceOf(ProblemException.class);
            }
            wire.mend();
            Eventually.isTrue("the database is back", database::answers);
            assertThat(one(database)).isOne();
        }
    }

    private static int one(Database database) {
        return database.single(DatabaseAwayDbTest::select);
    }

    private static int select(Handle handle) {
        return handle.createQuery("select 1").mapTo(Integer.class).one();
    }
}
