package dev.opendollr.base.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.ServiceReason;
import dev.opendollr.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of calls when PostgreSQL can write no more. PostgreSQL itself says so here, by a trigger that every new
/// table meets; no disk is filled.
class FullDiskDbTest {
    private final TestPostgres.Clone clone = TestPostgres.migrated();
    private final Database database = new Database(clone.server(), 2);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void it_is_unavailable_and_not_ready_until_there_is_room() {
        assertThat(write()).isOne();
        assertThat(database.answers()).isTrue();
        fill();
        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(this::write)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> assertThat(refused.problem())
                                    .isEqualTo(new Unavailable(new ServiceReason.DatabaseFull())));
            assertThat(database.answers()).isFalse();
        }
        assertThat(read()).as("reads go on").isOne();
        assertThat(database.answers()).as("a read that succeeds proves no room").isFalse();
        free();
        assertThat(database.answers()).isTrue();
        assertThat(write()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "53100, DatabaseFull",
        "53000, DatabaseFull",
        "53200, DatabaseBusy",
        "53300, DatabaseBusy",
        "53400, DatabaseBusy"
    })
    void what_postgres_lacks_is_no_bug_of_ours(String state, String reason) {
        assertThatThrownBy(() -> database.single(handle ->
                        handle.execute("do $$ begin raise exception using errcode = '" + state + "'; end $$")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(reason);
    }

    private int write() {
        return database.transact(tx -> {
            var _ = tx.execute("create temporary table written on commit drop as select 1 as one");
            return tx.createQuery("select one from written")
                    .mapTo(Integer.class)
                    .one();
        });
    }

    private int read() {
        return database.single(
                handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
    }

    private void fill() {
        clone.asOwner().useHandle(handle -> {
            var _ = handle.execute("""
                create function refuse_room() returns event_trigger language plpgsql as
                $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$
                """);
            var _ = handle.execute("""
                create event trigger full_disk on ddl_command_start when tag in ('CREATE TABLE AS')
                    execute function refuse_room()
                """);
        });
    }

    private void free() {
        clone.asOwner().useHandle(handle -> {
            var _ = handle.execute("drop event trigger full_disk");
        });
    }
}
