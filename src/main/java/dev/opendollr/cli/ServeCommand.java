package dev.opendollr.cli;

import dev.opendollr.Config;
import dev.opendollr.OpenDollr;
import dev.opendollr.Options;
import dev.opendollr.base.db.Progress;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opendollr serve`: runs the server until it is told to stop.
@Command(
        name = "serve",
        description = "Run the server. With no option it starts its own PostgreSQL and keeps the data in ./data.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Mixin
    EdgeOptions edge = new EdgeOptions();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on. Default: ${DEFAULT-VALUE}")
    String host = Options.standard("--host");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    String port = Options.standard("--port");

    @Option(
            names = "--database-connections",
            paramLabel = "N",
            description = "Connections to the database, 1 to 90. Default: ${DEFAULT-VALUE}")
    String connections = Options.standard("--database-connections");

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The base of links in answers. Default: where the server listens.")
    String publicUrl = "";

    @Option(
            names = "--role",
            paramLabel = "sandbox|live",
            description = "sandbox comes with a demo merchant; live needs a gateway. Default: ${DEFAULT-VALUE}")
    String role = Options.standard("--role");

    @Option(
            names = "--sandbox-delay",
            paramLabel = "SECONDS",
            description = "How long the sandbox's operators take for an ordinary payment, 0 to 3600; with 0 the "
                    + "outcome is in the answer. Default: ${DEFAULT-VALUE}")
    String sandboxDelay = Options.standard("--sandbox-delay");

    @Option(
            names = "--sandbox-clock",
            paramLabel = "anyone|operator",
            description = "Who may move the sandbox's clock: anyone with a token, only on 127.0.0.1 and without "
                    + "--public-url and --trusted-proxy, or only you, by 'sandbox clock'. "
                    + "Default: anyone where that is allowed.")
    String sandboxClock = "";

    @Option(
            names = "--feed-days",
            paramLabel = "DAYS",
            description = "For how long changes stay in GET /v1/events, 1 to 3650. Default: ${DEFAULT-VALUE}")
    String feedDays = Options.standard("--feed-days");

    @Option(
            names = "--log",
            paramLabel = "FILE|stderr",
            description = "Where the log goes. Default: opendollr.log in the data folder when standard error is a "
                    + "terminal, else stderr.")
    String log = "";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        var config = Config.of(options(), DatabaseOptions::environment);
        LogTarget.everything(log, config.data());
        var started = new CompletableFuture<OpenDollr>();
        // Before anything is started, so that a signal during the start leaves nothing running.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(started)));
        var running = start(config, started);
        running.demo().ifPresent(demo -> FirstCancel.print(out, demo, here(running.url())));
        announce(out, running);
        new CountDownLatch(1).await();
        return 0;
    }

    private Options options() {
        return edge.of(database.options())
                .with("--host", host)
                .with("--port", port)
                .with("--database-connections", connections)
                .with("--public-url", publicUrl)
                .with("--role", role)
                .with("--sandbox-delay", sandboxDelay)
                .with("--sandbox-clock", sandboxClock)
                .with("--feed-days", feedDays);
    }

    private static OpenDollr start(Config config, CompletableFuture<OpenDollr> started) {
        try {
            var running = OpenDollr.start(config);
            var _ = started.complete(running);
            return running;
        } catch (RuntimeException failure) {
            var _ = started.completeExceptionally(failure);
            throw failure;
        }
    }

    /// Ends the process itself: after a signal Java would end it with exit code 130 or 143, which supervisors
    /// take for a crash. After a failed start it does not change the exit code.
    private static void stop(CompletableFuture<OpenDollr> started) {
        OpenDollr running;
        try {
            running = started.join();
        } catch (CompletionException notStarted) {
            return;
        }
        int exitCode = Main.FAILED;
        try {
            Progress.say("Stopping; what is being answered has a few seconds to finish.");
            running.close();
            Progress.say("Stopped.");
            exitCode = 0;
        } finally {
            LogTarget.close();
            Runtime.getRuntime().halt(exitCode);
        }
    }

    /// The lines that scripts wait for.
    private static void announce(PrintWriter out, OpenDollr running) {
        running.adminUrl().ifPresent(url -> out.println("For operators: " + url));
        out.println("OpenDollr is ready at " + running.url());
        out.flush();
        Progress.say("Ready at " + running.url() + ". Ctrl-C stops it.");
    }

    /// The URL at which a program on this machine reaches a server that listens at `url`.
    private static String here(String url) {
        return url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
    }
}
