package dev.opendollr.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// The program as its users start it: a process of its own, which a test may kill.
public final class ServerProcess implements AutoCloseable {
    private static final String READY = "OpenDollr is ready at ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path data;
    private final Path err;
    private final List<String> greeting;

    private ServerProcess(Process process, Path data, Path err, List<String> greeting) {
        this.process = process;
        this.data = data;
        this.err = err;
        this.greeting = greeting;
    }

    /// What a process printed and how it ended.
    public record Ended(int exitCode, List<String> out, List<String> err) {}

    /// Starts `serve` on `data` and waits until it is ready.
    public static ServerProcess start(Path data, String... options) throws IOException {
        return start(data, Map.of(), options);
    }

    public static ServerProcess start(Path data, Map<String, String> environment, String... options)
            throws IOException {
        var err = Scratch.file("server", ".err");
        var builder = command(data, options);
        builder.environment().putAll(environment);
        var process = builder.redirectError(err.toFile()).start();
        try {
            return new ServerProcess(process, data, err, awaitReady(process.inputReader(StandardCharsets.UTF_8), err));
        } catch (RuntimeException failure) {
            var _ = process.destroyForcibly();
            throw failure;
        }
    }

    /// Runs `serve` in the expectation that it gives up by itself.
    public static Ended runToItsEnd(Path data, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        var out = Scratch.file("server", ".out");
        var err = Scratch.file("server", ".err");
        var builder = command(data, options).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            var _ = process.destroyForcibly();
            throw new IllegalStateException("serve did not give up: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
    }

    public String url() {
        return greeting.getLast().substring(READY.length());
    }

    /// What it has printed, up to the line that it is ready.
    public List<String> greeting() {
        return greeting;
    }

    /// What it has written to standard error so far.
    public List<String> errors() throws IOException {
        return Files.readAllLines(err);
    }

    /// A client of the demo merchant, from the file that developers read.
    public Client demo() throws IOException {
        var credentials = JsonMapper.shared().readTree(Files.readString(data.resolve("demo-credentials.json")));
        return Client.loggedIn(
                url(),
                credentials.path("client_id").stringValue(),
                credentials.path("client_secret").stringValue());
    }

    /// SIGKILL: nothing of it can tidy up.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// SIGKILL to the database that this server runs; its process id.
    public long killDatabase() {
        long pid = databasePid().orElseThrow();
        var _ = ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        return pid;
    }

    /// Waits until the server has noticed that the database with this process id is dead, and has begun another one.
    public void awaitDatabaseAfter(long killed) {
        Eventually.isTrue(
                "another database is started",
                () -> databasePid().filter(pid -> pid != killed).isPresent());
    }

    /// Absent while there is none.
    private Optional<Long> databasePid() {
        try (var lines = Files.lines(data.resolve("postgres/cluster/postmaster.pid"))) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(pid -> !pid.isEmpty())
                    .map(Long::valueOf);
        } catch (IOException | UncheckedIOException absent) {
            return Optional.empty();
        }
    }

    /// SIGTERM, and the exit code it leads to.
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("serve does not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// The command that starts `serve` on `data`, for a test that looks at the process itself.
    public static ProcessBuilder command(Path data, String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx160m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.opendollr.cli.Main",
                "serve",
                "--data",
                data.toAbsolutePath().toString()));
        command.addAll(List.of(options));
        return withOwnLog(new ProcessBuilder(command));
    }

    /// Otherwise a process that runs the classes of this one would begin its log anew.
    public static ProcessBuilder withOwnLog(ProcessBuilder builder) {
        builder.environment()
                .put(
                        "TEST_LOG",
                        Scratch.file("process", ".log").toAbsolutePath().toString());
        return builder;
    }

    private static List<String> awaitReady(BufferedReader out, Path err) {
        var greeting = new ArrayList<String>();
        try {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                greeting.add(line);
                if (line.startsWith(READY)) {
                    return List.copyOf(greeting);
                }
            }
            throw new IllegalStateException("serve gave up: " + Files.readString(err));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
