package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.problem.Problem.Unavailable;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.problem.Reason;
import dev.opendollr.base.problem.ServiceReason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/// What a command says when the database could not do it.
class FailuresTest {
    static List<Arguments> reasons() {
        return List.of(
                Arguments.of(new ServiceReason.DatabaseAway(), "The database is away"),
                Arguments.of(new ServiceReason.DatabaseFull(), "The database has no space left"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void it_says_why(Reason reason, String words) {
        var said = new StringWriter();
        var line = Main.commandLine().addSubcommand("fail", new Failing(reason));
        line.setErr(new PrintWriter(said));
        assertThat(line.execute("fail")).isEqualTo(Main.FAILED);
        assertThat(said.toString()).isEqualTo("opendollr: " + words + System.lineSeparator());
    }

    @Command
    private static final class Failing implements Runnable {
        private final Reason reason;

        Failing(Reason reason) {
            this.reason = reason;
        }

        @Override
        public void run() {
            throw new ProblemException(new Unavailable(reason));
        }
    }
}
