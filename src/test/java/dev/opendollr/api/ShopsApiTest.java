package dev.opendollr.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.testing.Program;
import dev.opendollr.testing.Shop;
import dev.opendollr.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shops of `examples/`, run as their readers run them.
class ShopsApiTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path HERE = Path.of("").toAbsolutePath();

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    void the_one_in_java_needs_a_jdk_and_nothing_else() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var said = Program.run(HERE, Shop.environment(SERVER), PATIENCE, List.of(java, "examples/java/Shop.java"))
                .printed();
        assertThat(said.lines()).containsExactlyElementsOf(Shop.SAYS);
    }

    @Test
    void the_one_in_curl_needs_bash_curl_and_awk() throws IOException, InterruptedException {
        var _ = Program.CURL.path();
        var said = Program.run(HERE, Shop.environment(SERVER), PATIENCE, List.of("examples/curl/shop.sh"))
                .printed();
        assertThat(said.lines()).containsExactlyElementsOf(Shop.SAYS);
    }

    @Test
    void a_shop_that_is_refused_says_so_and_fails() throws IOException, InterruptedException {
        var environment = new HashMap<>(Shop.environment(SERVER));
        environment.put("CLIENT_SECRET", "wrong");
        var ended = Program.run(HERE, environment, PATIENCE, List.of("examples/curl/shop.sh"));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("obtain/token was refused", "Could not validate credentials");
    }

    @Test
    void the_manual_shows_what_they_print() throws IOException {
        assertThat(Files.readString(Path.of("examples/README.md"))).contains(String.join("\n", Shop.SAYS));
    }

    /// The deep test installs what its lock file pins.
    @Test
    void the_one_in_typescript_asks_for_the_packages_it_is_tested_with() throws IOException {
        var tested = dependencies("src/test/node/package.json");
        assertThat(dependencies("examples/typescript/package.json"))
                .isNotEmpty()
                .allSatisfy((name, version) -> assertThat(tested).containsEntry(name, version));
    }

    private static Map<String, String> dependencies(String file) throws IOException {
        var versions = new HashMap<String, String>();
        for (var entry : JsonMapper.shared()
                .readTree(Files.readString(Path.of(file)))
                .path("dependencies")
                .properties()) {
            JsonNode version = entry.getValue();
            versions.put(entry.getKey(), version.stringValue());
        }
        return versions;
    }
}
