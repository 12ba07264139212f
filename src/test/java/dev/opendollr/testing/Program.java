package dev.opendollr.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program that must be installed on the machine. If it is missing, the test fails and names the package to
/// install.
public enum Program {
    CURL("curl", "curl"),
    NODE("node", "nodejs"),
    CHROMIUM("chromium", "chromium"),
    NPM("npm", "npm"),
    NGINX("nginx", "nginx"),
    HAPROXY("haproxy", "haproxy"),
    APACHE("apache2", "apache2-bin"),
    PROMTOOL("promtool", "prometheus");

    /// What `mvn verify` needs; the deep tests need all.
    private static final Set<Program> ALWAYS = EnumSet.of(CURL, NODE, CHROMIUM);

    /// The folders in which Debian installs servers. They are not in the `PATH` of every user.
    private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

    private final String binary;
    private final String debianPackage;

    Program(String binary, String debianPackage) {
        this.binary = binary;
        this.debianPackage = debianPackage;
    }

    /// The exit code of a program, and its output: both streams in one text.
    public record Ended(int exitCode, String output) {
        /// The output; fails if the exit code is not 0.
        public String printed() {
            if (exitCode != 0) {
                throw new AssertionError("exit code " + exitCode + ":\n" + output);
            }
            return output;
        }
    }

    /// The path of the program; fails if it is not installed.
    public Path path() {
        return find().orElseThrow(() -> new AssertionError(
                "The tests miss " + binary + ": apt-get install --no-install-recommends " + missing()));
    }

    /// The packages of all missing programs, so that one installation is enough. For a program of `mvn verify` those
    /// of the deep tests are left out.
    private String missing() {
        return Arrays.stream(values())
                .filter(program -> !ALWAYS.contains(this) || ALWAYS.contains(program))
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

    /// Runs `command` in `folder` and waits for its end. After `patience` kills it and fails.
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
