package dev.opendollr.cli;

import dev.opendollr.OpenDollr;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
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

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on. Default: ${DEFAULT-VALUE}")
    String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    String port = "8080";

    @Option(
            names = "--database-connections",
            paramLabel = "N",
            description = "Connections to the database, 1 to 90. Default: ${DEFAULT-VALUE}")
    String connections = DatabaseOptions.CONNECTIONS;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The base of links in answers. Default: where the server listens.")
    String publicUrl = "";

    @Option(
            names = "--role",
            paramLabel = "sandbox|live",
            description = "sandbox comes with a demo merchant; live needs a gateway. Default: ${DEFAULT-VALUE}")
    String role = "sandbox";

    @Option(
            names = "--sandbox-delay",
            paramLabel = "SECONDS",
            description = "How long the sandbox's operators take for an ordinary payment, 0 to 3600; with 0 the "
                    + "outcome is in the answer. Default: ${DEFAULT-VALUE}")
    String sandboxDelay = "2";

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            description =
                    "How long a connection may wait for its next request, 1 to 3600; longer than a proxy in front "
                            + "of it waits. Default: ${DEFAULT-VALUE}")
    String idleTimeout = "75";

    @Option(
            names = "--sandbox-clock",
            paramLabel = "anyone|operator",
            description = "Who may move the sandbox's clock: anyone with a token, only on 127.0.0.1 and without "
                    + "--public-url, or only you, by 'sandbox clock'. Default: anyone where that is allowed.")
    String sandboxClock = "";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        var config = database.config(
                host,
                port,
                connections,
                publicUrl,
                role,
                sandboxDelay,
                idleTimeout,
                sandboxClock,
                DatabaseOptions::environment);
        var stopped = new CountDownLatch(1);
        var running = OpenDollr.start(config);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            running.close();
            stopped.countDown();
        }));
        running.demo().ifPresent(demo -> FirstCancel.print(out, demo));
        announce(out, running.url());
        stopped.await();
        return 0;
    }

    /// The line that scripts wait for.
    private static void announce(PrintWriter out, String url) {
        out.println("OpenDollr is ready at " + url);
        out.flush();
    }
}
