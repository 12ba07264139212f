package dev.opendollr.base.db;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Race;
import dev.opendollr.testing.TestPostgres;
import dev.opendollr.testing.Wire;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class DatabaseAwayDbTest {
    private static final int REFUSALS = 4;
    private static final int CONNECTIONS = 4;

    @Test
    void what_says_that_it_is_back_answers_at_once() throws IOException {
        var access = TestPostgres.migrated().server();
        try (var wire = Wire.to(access.url());
                var database =
                        new Database(new DatabaseAccess(wire.url(), access.user(), access.password()), CONNECTIONS)) {
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

    @Test
    void of_the_connections_that_broke_together_only_one_is_noticed() throws IOException {
        var access = TestPostgres.migrated().server();
        try (var wire = Wire.to(access.url());
                var database =
                        new Database(new DatabaseAccess(wire.url(), access.user(), access.password()), CONNECTIONS)) {
            Callable<Integer> work = () -> database.single(handle -> handle.createQuery("select 1 from pg_sleep(0.1)")
                    .mapTo(Integer.class)
                    .one());
            assertThat(Race.allAnswer(nCopies(CONNECTIONS, work))).hasSize(CONNECTIONS);
            wire.cut();
            wire.mend();
            assertThatThrownBy(() -> one(database)).isInstanceOf(ProblemException.class);
            assertThat(Race.allAnswer(nCopies(CONNECTIONS, work))).hasSize(CONNECTIONS);
        }
    }

    private static int one(Database database) {
        return database.single(DatabaseAwayDbTest::select);
    }

    private static int select(Handle handle) {
        return handle.createQuery("select 1").mapTo(Integer.class).one();
    }
}
