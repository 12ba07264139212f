package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Client;
import dev.opendollr.testing.Eventually;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `serve` prints and logs while it starts, runs and stops.
class ServeApiTest {
    private static final String OWN_LOG = "-Dlogback.configurationFile=logback.xml";
    private static final Map<String, String> AT_A_TERMINAL =
            Map.of("JDK_JAVA_OPTIONS", OWN_LOG + " -Dopendollr.stderr=terminal");
    private static final Map<String, String> SUPERVISED = Map.of("JDK_JAVA_OPTIONS", OWN_LOG);
    private static final List<String> STEPS =
            List.of("Making a new database …", "Starting PostgreSQL …", "Bringing the database to this version …");

    private Path folder = Path.of("");

    @BeforeEach
    void a_data_folder() throws IOException {
        folder = Scratch.data("serve").toAbsolutePath();
    }

    @Test
    void at_a_terminal_it_says_what_it_does_and_logs_to_a_file_beside_the_data() throws Exception {
        try (var server = ServerProcess.start(folder, AT_A_TERMINAL, "--port", "0")) {
            new Client(server.url(), Map.of()).get("/v1/orders/list").expect(401);
            assertThat(server.greeting()).anyMatch(line -> line.startsWith("For operators: http://127.0.0.1:"));
            assertThat(server.stop()).isZero();
            assertThat(said(server))
                    .containsAll(STEPS)
                    .contains("Ready at " + server.url() + ". Ctrl-C stops it.")
                    .endsWith("Stopped.")
                    .noneMatch(line -> line.startsWith("{"));
        }
        var lines = lines(Files.readAllLines(folder.resolve("opendollr.log")));
        assertThat(lines).allMatch(ServeApiTest::isFlat);
        assertThat(lines)
                .anyMatch(line -> line.path("status").isNumber()
                        && line.path("status").intValue() == 401
                        && line.path("took_us").isNumber());
        assertThat(lines.getLast().path("message").stringValue()).isEqualTo("Stopped.");
    }

    @Test
    void without_a_terminal_all_of_standard_error_is_the_log() throws Exception {
        try (var server = ServerProcess.start(folder, SUPERVISED, "--port", "0")) {
            assertThat(server.stop()).isZero();
            assertThat(lines(said(server))).allMatch(ServeApiTest::isFlat);
            assertThat(said(server)).anyMatch(line -> line.contains("Starting PostgreSQL"));
        }
        assertThat(folder.resolve("opendollr.log")).doesNotExist();
    }

    @Test
    void the_log_goes_where_it_is_wanted() throws Exception {
        var file = folder.resolve("logs").resolve("today.log");
        try (var server = ServerProcess.start(folder, AT_A_TERMINAL, "--port", "0", "--log", "stderr")) {
            assertThat(lines(said(server))).allMatch(ServeApiTest::isFlat);
        }
        try (var server = ServerProcess.start(folder, SUPERVISED, "--port", "0", "--log", file.toString())) {
            assertThat(server.stop()).isZero();
            assertThat(said(server)).contains("Starting PostgreSQL …").noneMatch(line -> line.startsWith("{"));
        }
        assertThat(lines(Files.readAllLines(file))).isNotEmpty().allMatch(ServeApiTest::isFlat);
        var refused = ServerProcess.runToItsEnd(folder, SUPERVISED, "--port", "0", "--log", folder.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).anyMatch(line -> line.startsWith("opendollr: cannot write the log to " + folder));
    }

    @Test
    void what_is_pasted_goes_to_the_server_itself_whatever_its_public_url() throws Exception {
        try (var server = ServerProcess.start(folder, "--port", "0", "--public-url", "https://pay.example.com")) {
            assertThat(server.greeting())
                    .contains("The API to browse is at " + server.url() + "/docs")
                    .noneMatch(line -> line.contains("pay.example.com"));
        }
    }

    @Test
    void a_start_that_is_stopped_leaves_nothing_running() throws Exception {
        var err = folder.resolve("err");
        var builder = ServerProcess.command(folder, "--port", "0");
        builder.environment().putAll(AT_A_TERMINAL);
        var process = builder.redirectError(err.toFile()).start();
        Eventually.isTrue("it starts", () -> text(err).contains("Starting PostgreSQL"));
        process.destroy();
        assertThat(process.waitFor()).isZero();
        assertThat(text(err)).contains("Stopped.");
        assertThat(folder.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("opendollr.log"))))
                .as("others need not know who calls")
                .isEqualTo("rw-------");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException notYet) {
            return "";
        }
    }

    /// Without what Java says itself of the options that this test gives it.
    private static List<String> said(ServerProcess server) throws IOException {
        return server.errors().stream()
                .filter(line -> !line.startsWith("NOTE: Picked up"))
                .toList();
    }

    private static List<JsonNode> lines(List<String> text) {
        return text.stream().map(JsonMapper.shared()::readTree).toList();
    }

    private static boolean isFlat(JsonNode line) {
        var _ = Instant.parse(line.path("time").stringValue());
        return Stream.of("time", "level", "logger", "message")
                        .allMatch(name -> line.path(name).isString())
                && line.valueStream().noneMatch(JsonNode::isObject);
    }
}
