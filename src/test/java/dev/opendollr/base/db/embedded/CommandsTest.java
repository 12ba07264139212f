package dev.opendollr.base.db.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told of a program that failed.
class CommandsTest {
    private static final String FULL = "FATAL:  could not write to file: No space left on device";

    @TempDir
    Path folder;

    @Test
    void the_fatal_line_is_told_and_not_the_tidying_up_behind_it() {
        assertTells(FULL, "echo creating; echo '" + FULL + "'; echo 'initdb: removing data directory'; exit 1");
    }

    @Test
    void the_last_line_is_told_when_none_is_fatal() {
        assertTells("the last", "echo the first; echo the last; echo; exit 1");
    }

    @Test
    void what_an_earlier_run_said_is_not_told_again() throws IOException {
        Files.writeString(folder.resolve("log"), FULL + "\n");
        assertTells("another reason", "echo another reason; exit 1");
    }

    @Test
    void a_program_that_says_nothing_is_told_of_too() {
        assertTells("no output", "exit 1");
    }

    private void assertTells(String reason, String script) {
        assertThatThrownBy(() -> Commands.run(
                        List.of("sh", "-c", script), folder.resolve("log"), folder.resolve("no such file")))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("PostgreSQL did not start: " + reason + " (see ");
    }
}
