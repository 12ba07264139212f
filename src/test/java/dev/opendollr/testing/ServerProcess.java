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

/// The program in its own process, started as users start it. A test may kill it.
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

    /// The exit code of a process, and the lines that it printed.
    public record Ended(int exitCode, List<String> out, List<String> err) {}

    /// Starts `serve` on `data` and waits until it is ready.
    public static ServerProcess start(Path data, String... options) throws IOException {
        return start(data, Map.of(), options);
    }

    public static ServerProcess start(Path data, Map<String, String> environment, String... options)
            throws IOException {
        var builder = command(data, options);
        builder.environment().putAll(environment);
        return start(builder, data);
    }

    /// Starts `serve` on `data` by these words in place of those of [BuiltProgram].
    static ServerProcess start(List<String> words, Path data) throws IOException {
        return start(command(words, data, "--port", "0"), data);
    }

    private static ServerProcess start(ProcessBuilder builder, Path data) throws IOException {
        var err = Scratch.file("server", ".err");
        var process = builder.redirectError(err.toFile()).start();
        try {
            return new ServerProcess(process, data, err, awaitReady(process.inputReader(StandardCharsets.UTF_8), err));
        } catch (RuntimeException failure) {
            var _ = process.destroyForcibly();
            throw failure;
        }
    }

    /// Runs `serve` and waits until it ends by itself.
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

    /// The lines that the server has printed, up to the one that reports it as ready.
    public List<String> greeting() {
        return greeting;
    }

    /// The lines that the server has written to standard error so far.
    public List<String> errors() throws IOException {
        return Files.readAllLines(err);
    }

    /// A client of the demo merchant, with the credentials from the file for developers.
    public Client demo() throws IOException {
        var credentials = JsonMapper.shared().readTree(Files.readString(data.resolve("demo-credentials.json")));
        return Client.loggedIn(
                url(),
                credentials.path("client_id").stringValue(),
                credentials.path("client_secret").stringValue());
    }

    /// Kills the server with SIGKILL, so that it cannot clean up.
    public void kill() {
        process.destroyForcibly().onExit().join();
        Client.hangUp(url());
    }

    /// Kills the database of this server with SIGKILL. Returns the process id that it had.
    public long killDatabase() {
        return killDatabase(data);
    }

    static long killDatabase(Path data) {
        long pid = databasePid(data).orElseThrow();
        var _ = ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        return pid;
    }

    /// Waits until the server has noticed that the database with this process id is dead and has started a new
    /// one.
    public void awaitDatabaseAfter(long killed) {
        awaitDatabaseAfter(data, killed);
    }

    static void awaitDatabaseAfter(Path data, long killed) {
        Eventually.isTrue(
                "another database is started",
                () -> databasePid(data).filter(pid -> pid != killed).isPresent());
    }

    /// The process id of the database; empty while none runs.
    private static Optional<Long> databasePid(Path data) {
        try (var lines = Files.lines(data.resolve("postgres/cluster/postmaster.pid"))) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(pid -> !pid.isEmpty())
                    .map(Long::valueOf);
        } catch (IOException | UncheckedIOException absent) {
            return Optional.empty();
        }
    }

    /// Ends the server with SIGTERM. Returns its exit code.
    public int stop() throws InterruptedException {
        Client.hangUp(url());
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("serve does not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        Client.hangUp(url());
        process.destroy();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// The command that starts `serve` on `data`, for a test that checks the process itself.
    public static ProcessBuilder command(Path data, String... options) {
        return command(BuiltProgram.words(), data, options);
    }

    private static ProcessBuilder command(List<String> words, Path data, String... options) {
        var command = new ArrayList<>(List.of(BuiltProgram.java(), "-XX:+UseSerialGC", "-Xmx160m"));
        command.addAll(words);
        command.addAll(List.of("serve", "--data", data.toAbsolutePath().toString()));
        command.addAll(List.of(options));
        return withOwnLog(new ProcessBuilder(command));
    }

    /// Gives the process its own log file. Otherwise it would overwrite the log of this process, since it runs
    /// the same classes.
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
