package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/// What a command says when the database could not do it.
class FailuresTest {
    @ParameterizedTest
    @ValueSource(strings = {"The database is away", "The database has no space left"})
    void it_says_why(String reason) {
        var said = new StringWriter();
        var line = Main.commandLine().addSubcommand("fail", new Failing(reason));
        line.setErr(new PrintWriter(said));
        assertThat(line.execute("fail")).isEqualTo(Main.FAILED);
        assertThat(said.toString()).isEqualTo("opendollr: " + reason + System.lineSeparator());
    }

    @Command
    private static final class Failing implements Runnable {
        private final String reason;

        Failing(String reason) {
            this.reason = reason;
        }

        @Override
        public void run() {
            throw new ProblemException(new Unavailable(reason));
        }
    }
}
