package dev.opendollr.deep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opendollr.base.http.Contract;
import dev.opendollr.testing.Program;
import dev.opendollr.testing.Scratch;
import dev.opendollr.testing.Shop;
import dev.opendollr.testing.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a shop written in Java meets that generates its client from the derived contract.
@Tag("deep")
class JavaClientDeepTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /// Where the profile puts the jars.
    private static final Path GENERATOR = Path.of("target/deep/generator").toAbsolutePath();
    private static final Path LIBRARIES = Path.of("target/deep/client").toAbsolutePath();
    private static final Path SHOP = Path.of("src/test/client/Shop.java").toAbsolutePath();

    @Test
    void a_generated_client_compiles_cancels_an_order_and_collects_another_to_the_cent()
            throws IOException, InterruptedException {
        var folder = Scratch.folder("java").toAbsolutePath();
        Files.writeString(
                folder.resolve("openapi-sdk.yaml"),
                Contract.load().derived(SERVER.url()).written());
        var _ = java(
                        folder,
                        "java",
                        "-jar",
                        jars(GENERATOR).getFirst(),
                        "generate",
                        "--generator-name",
                        "java",
                        "--library",
                        "native",
                        "--input-spec",
                        "openapi-sdk.yaml",
                        "--output",
                        "generated",
                        "--additional-properties",
                        "invokerPackage=client,apiPackage=client.api,modelPackage=client.model",
                        "--global-property",
                        "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false")
                .printed();

        var classPath = String.join(File.pathSeparator, jars(LIBRARIES));
        List<String> javac = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", "classes", "-cp", classPath));
        javac.addAll(sources(folder.resolve("generated/src/main/java")));
        javac.add(SHOP.toString());
        Files.write(folder.resolve("javac.args"), javac);
        var _ = java(folder, "javac", "@javac.args").printed();

        var said = java(folder, "java", "-cp", "classes" + File.pathSeparator + classPath, "Shop")
                .printed();
        assertThat(said.lines()).containsExactlyElementsOf(Shop.SAYS);
    }

    private static Program.Ended java(Path folder, String tool, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(List.of(words));
        return Program.run(folder, Shop.environment(SERVER), PATIENCE, command);
    }

    private static List<String> jars(Path folder) throws IOException {
        var jars = below(folder, ".jar");
        assertThat(jars).as("jars that -Pdeep copies into " + folder).isNotEmpty();
        return jars;
    }

    private static List<String> sources(Path folder) throws IOException {
        return below(folder, ".java");
    }

    private static List<String> below(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
