package dev.opendollr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The script that builds and starts the program.
class LauncherTest {
    private static final Pattern PROGRESS = Pattern.compile("(?ms)^show_progress\\(\\) \\{$.*?^\\}$");

    @Test
    void who_waits_for_the_first_build_is_told_how_far_it_is() throws Exception {
        var script = PROGRESS.matcher(Files.readString(Path.of("opendollr")));
        assertThat(script.find()).isTrue();
        var process = new ProcessBuilder("bash", "-c", script.group() + "; show_progress").start();
        try (var input = process.getOutputStream()) {
            var asMavenPrints = """
                [INFO] Downloading from central: https://repo.example.com/one.jar
                [INFO] Downloaded from central: https://repo.example.com/one.jar (1 kB at 1 kB/s)
                """;
            input.write(asMavenPrints.repeat(120).getBytes(StandardCharsets.UTF_8));
            input.write("[INFO] --- maven-compiler-plugin:3.14.1:compile (default-compile) @ opendollr ---\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.inputReader().lines().map(String::strip))
                .containsExactly("50 files downloaded", "100 files downloaded", "maven-compiler-plugin:3.14.1:compile");
        assertThat(process.waitFor()).isZero();
    }
}
