package dev.opendollr.bench;

import static java.util.stream.Collectors.joining;

import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.merchant.Credential;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An OpenDollr server in a process of its own, run by the same Java with the same flags as this one.
final class ServerProcess {
    private static final String READY = "OpenDollr is ready at ";
    private static final String LOG = "server.log";
    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final int KEY_BYTES = 32;

    private final Process process;
    private final URI url;
    private final Duration startUp;

    private ServerProcess(Process process, URI url, Duration startUp) {
        this.process = process;
        this.url = url;
        this.startUp = startUp;
    }

    /// Returns once the server is ready. `mainClass` is the main class of the program. The workspace ends the
    /// process.
    static ServerProcess start(Workspace workspace, String mainClass, DatabaseAccess server, DatabaseAccess owner) {
        var data = workspace.file("data");
        var builder = new ProcessBuilder(command(mainClass, data, server, owner))
                .redirectError(workspace.file(LOG).toFile());
        builder.environment()
                .putAll(Map.of(
                        "OPENDOLLR_JWT_KEY", randomKey(),
                        "OPENDOLLR_DATABASE_PASSWORD", server.password(),
                        "OPENDOLLR_DATABASE_OWNER_PASSWORD", owner.password()));
        try {
            long started = System.nanoTime();
            var process = workspace.start(builder);
            var url = awaitReady(process, workspace.file(LOG));
            var startUp = Duration.ofNanos(System.nanoTime() - started);
            return new ServerProcess(process, url, startUp);
        } catch (IOException refused) {
            throw new StartFailure("the server cannot be started: " + refused.getMessage(), refused);
        }
    }

    Duration startUp() {
        return startUp;
    }

    long cpuMillis() {
        return ProcessUsage.cpuMillis(process.pid()).orElse(0L);
    }

    long residentMegabytes() {
        return ProcessUsage.residentMegabytes(process.pid()).orElse(0L);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    /// A fresh access token for each of `credentials`.
    List<String> tokens(List<Credential.Issued> credentials) {
        return TokenClient.obtain(url, credentials);
    }

    private static List<String> command(String mainClass, Path data, DatabaseAccess server, DatabaseAccess owner) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", absoluteClassPath(), mainClass, "serve", "--role", "sandbox"));
        command.addAll(List.of("--sandbox-delay", "0"));
        command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--data", data.toString()));
        command.addAll(List.of("--database-url", server.url(), "--database-user", server.user()));
        command.addAll(List.of("--database-owner", owner.user()));
        return command;
    }

    /// The process runs in another folder.
    private static String absoluteClassPath() {
        var parts = System.getProperty("java.class.path").split(File.pathSeparator);
        return List.of(parts).stream()
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(joining(File.pathSeparator));
    }

    private static String randomKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    private static URI awaitReady(Process process, Path log) {
        var ready = new CompletableFuture<String>();
        var _ = Thread.ofVirtual().start(() -> ready.complete(readyUrl(process.inputReader())));
        try {
            var url = ready.get(START_MAX.toSeconds(), TimeUnit.SECONDS);
            if (url.isEmpty()) {
                throw new StartFailure("the server did not start: " + lastLine(log));
            }
            return URI.create(url);
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            throw new StartFailure("the server did not start within " + START_MAX.toSeconds() + " s", late);
        }
    }

    private static String readyUrl(BufferedReader out) {
        try {
            return out.lines()
                    .filter(line -> line.startsWith(READY))
                    .map(line -> line.substring(READY.length()))
                    .findFirst()
                    .orElse("");
        } catch (UncheckedIOException ended) {
            return "";
        }
    }

    private static String lastLine(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank()).reduce("no reason given", (before, line) -> line);
        } catch (IOException | UncheckedIOException unreadable) {
            return "its log cannot be read";
        }
    }
}
