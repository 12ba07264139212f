package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Program;
import dev.opendollr.testing.Scrape;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.TestServer;
import dev.opendollr.testing.WatchedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What Prometheus itself says of our numbers and alert rules.
@Tag("deep")
class PromtoolDeepTest {
    private static final int SECONDS_MAX = 60;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void promtool_has_nothing_to_say_of_our_metrics() throws IOException, InterruptedException {
        WatchedServer.busy(SERVER);
        assertThat(promtool(Scrape.of(SERVER).text(), "check", "metrics")).isEmpty();
    }

    @Test
    void promtool_accepts_the_alert_rules() throws IOException, InterruptedException {
        assertThat(promtool("", "check", "rules", "--lint-fatal", "ops/alerts.yml"))
                .contains("SUCCESS");
    }

    @Test
    void promtool_complains_of_what_is_wrong() throws IOException, InterruptedException {
        assertThat(run("# TYPE wrong_total gauge\nwrong_total 1\n", "check", "metrics")
                        .status())
                .isNotZero();
    }

    private record Ended(int status, String said) {}

    /// What it said; it must be content.
    private static String promtool(String input, String... words) throws IOException, InterruptedException {
        var ended = run(input, words);
        assertThat(ended.status()).as(ended.said()).isZero();
        return ended.said();
    }

    private static Ended run(String input, String... words) throws IOException, InterruptedException {
        var said = Scratch.file("promtool", ".txt");
        var typed = Scratch.file("promtool", ".in");
        Files.writeString(typed, input);
        var command = new ArrayList<>(List.of(Program.PROMTOOL.path().toString()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(typed.toFile())
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("it ends").isTrue();
        return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    }
}
