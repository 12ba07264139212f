package dev.opendollr.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program that the machine must have; without one a test fails and says what to install.
public enum Program {
    CURL("curl", "curl"),
    NODE("node", "nodejs"),
    NPM("npm", "npm"),
    CHROMIUM("chromium", "chromium"),
    NGINX("nginx", "nginx"),
    HAPROXY("haproxy", "haproxy"),
    APACHE("apache2", "apache2-bin"),
    PROMTOOL("promtool", "prometheus");

    /// Where Debian keeps servers, which is not on every user's path.
    private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

    private final String binary;
    private final String debianPackage;

    Program(String binary, String debianPackage) {
        this.binary = binary;
        this.debianPackage = debianPackage;
    }

    /// What a program printed, both streams in one, and how it ended.
    public record Ended(int exitCode, String output) {
        /// What it printed; fails unless it ended well.
        public String printed() {
            if (exitCode != 0) {
                throw new AssertionError("exit code " + exitCode + ":\n" + output);
            }
            return output;
        }
    }

    /// Where it is.
    public Path path() {
        return find().orElseThrow(() -> new AssertionError(
                "The tests miss " + binary + ": apt-get install --no-install-recommends " + missing()));
    }

    /// Everything that is missing, so that one installation is enough: for `mvn verify` curl, for the deep tests all.
    private String missing() {
        return Arrays.stream(values())
                .filter(program -> this != CURL || program == CURL)
                .filter(program -> program.find().isEmpty())
                .map(program -> program.debianPackage)
                .collect(Collectors.joining(" "));
    }

    private Optional<Path> find() {
        var folders =
                Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        return Stream.concat(folders, MORE_FOLDERS.stream())
                .map(folder -> Path.of(folder, binary))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Runs `command` in `folder` to its end; what lasts longer than `patience` is killed and fails.
    public static Ended run(Path folder, Map<String, String> environment, Duration patience, List<String> command)
            throws IOException, InterruptedException {
        var output = Scratch.file("program", ".out");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            var _ = process.destroyForcibly();
            throw new AssertionError(command + " lasted too long:\n" + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
