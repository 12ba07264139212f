package dev.opendollr.bench;

import static java.util.Map.entry;

import dev.opendollr.base.db.DatabaseAccess;
import dev.opendollr.base.problem.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// PostgreSQL's own benchmark program, running the script of a workload.
final class Pgbench {
    private static final String SUMMARY = "pgbench.out";
    private static final String ERRORS = "pgbench.err";
    private static final String LOG = "pgbench.log";
    private static final int THREADS = 2;
    private static final Duration OVERTIME_MAX = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final String script;
    private final Workspace workspace;
    private final DatabaseAccess access;
    private final PostgresAddress address;

    private Pgbench(String script, Workspace workspace, DatabaseAccess access, PostgresAddress address) {
        this.script = script;
        this.workspace = workspace;
        this.access = access;
        this.address = address;
    }

    static Pgbench of(Workload workload, Workspace workspace, DatabaseAccess access) {
        var pgbench = new Pgbench(workload.script(), workspace, access, PostgresAddress.of(access.url()));
        pgbench.checkInstalled();
        try (var text = text(workload)) {
            var _ = Files.copy(text, workspace.file(workload.script()));
        } catch (IOException refused) {
            throw new StartFailure("cannot write to " + workspace.folder() + ": " + refused.getMessage(), refused);
        }
        return pgbench;
    }

    /// Does the units of `block` for `time`, with one connection for each of its clients.
    Measurement run(Shops shops, UnitBlock block, Duration time, Instant at) {
        try {
            var process = workspace.start(builder(command(shops, block, time, at)));
            long cpuMillis = cpuUntilEnd(process, time.plus(OVERTIME_MAX));
            return measurement(process.exitValue(), cpuMillis);
        } catch (IOException | UncheckedIOException failure) {
            throw new StartFailure("pgbench cannot be run: " + failure.getMessage(), failure);
        }
    }

    private void checkInstalled() {
        try {
            var process = workspace.start(builder(List.of("pgbench", "--version")));
            var _ = cpuUntilEnd(process, OVERTIME_MAX);
        } catch (IOException missing) {
            throw new StartFailure(
                    "pgbench was not found on the PATH: install PostgreSQL's client programs, for example "
                            + "Debian's package postgresql-contrib, or add their folder to the PATH",
                    missing);
        }
    }

    private List<String> command(Shops shops, UnitBlock block, Duration time, Instant at) {
        var command = new ArrayList<>(List.of("pgbench", "--no-vacuum", "--protocol=prepared"));
        command.addAll(List.of("--client=" + block.clients(), "--jobs=" + Math.min(THREADS, block.clients())));
        command.addAll(List.of("--time=" + time.toSeconds(), "--log", "--log-prefix=" + LOG, "--file=" + script));
        command.addAll(List.of("--host=" + address.host(), "--port=" + address.port(), "--username=" + access.user()));
        variables(shops, block, at).forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add(address.database());
        return command;
    }

    /// What every script may use.
    static Map<String, Object> variables(Shops shops, UnitBlock block, Instant at) {
        return Map.ofEntries(
                entry("first_merchant", shops.firstMerchant()),
                entry("first_counterparty", shops.firstCounterparty()),
                entry("first_account", shops.firstAccount()),
                entry("merchants", shops.count()),
                entry("first_order", block.firstOrder()),
                entry("first_session", block.firstSession()),
                entry("units_per_client", block.unitsPerClient()),
                entry("done", 0),
                entry("at", at),
                entry("actor", "bench"),
                entry("request_id", UUID.randomUUID()));
    }

    private ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command)
                .redirectOutput(workspace.file(SUMMARY).toFile())
                .redirectError(workspace.file(ERRORS).toFile());
        var _ = builder.environment().put("PGPASSWORD", access.password());
        return builder;
    }

    /// The CPU time that the process used, as last seen while it ran.
    private static long cpuUntilEnd(Process process, Duration max) {
        long ends = System.nanoTime() + max.toNanos();
        long cpuMillis = 0;
        try {
            do {
                cpuMillis = ProcessUsage.cpuMillis(process.pid()).orElse(cpuMillis);
                if (System.nanoTime() > ends) {
                    throw new StartFailure("pgbench did not end in time");
                }
            } while (!process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
            return cpuMillis;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", stopping);
        }
    }

    private Measurement measurement(int exit, long cpuMillis) throws IOException {
        if (exit != 0) {
            var errors = Files.readAllLines(workspace.file(ERRORS));
            removeLogs();
            if (PgbenchOutput.ranDry(errors)) {
                throw new RanDry();
            }
            throw new StartFailure("pgbench failed: " + PgbenchOutput.complaint(errors));
        }
        var summary = Files.readString(workspace.file(SUMMARY));
        long count = PgbenchOutput.count(summary);
        // Computed from the rate, because pgbench's rate excludes the time for connecting.
        var took = Duration.ofSeconds(1).multipliedBy(count).dividedBy(Math.max(1, PgbenchOutput.perSecond(summary)));
        return new Measurement(count, took, latencies(), cpuMillis, 0);
    }

    /// Reads and removes the logs, one for each thread.
    private Latencies latencies() throws IOException {
        var parts = new ArrayList<long[]>();
        try (var logs = Files.newDirectoryStream(workspace.folder(), LOG + ".*")) {
            for (Path log : logs) {
                try (var lines = Files.lines(log)) {
                    parts.add(PgbenchOutput.micros(lines));
                }
                Files.delete(log);
            }
        }
        return Latencies.of(parts);
    }

    /// Removes the logs of a run without a result, so that the next run does not read them.
    private void removeLogs() throws IOException {
        try (var logs = Files.newDirectoryStream(workspace.folder(), LOG + ".*")) {
            for (Path log : logs) {
                Files.delete(log);
            }
        }
    }

    private static InputStream text(Workload workload) {
        var text = Pgbench.class.getResourceAsStream("/bench/" + workload.script());
        if (text == null) {
            throw new IllegalStateException("the script is missing in the jar");
        }
        return text;
    }
}
