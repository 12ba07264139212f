package dev.opendollr.cli;

import dev.opendollr.Options;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// How `serve` treats connections.
final class EdgeOptions {
    @Option(
            names = "--admin-port",
            paramLabel = "PORT|off",
            description = "Port on 127.0.0.1 for operators: /metrics, /health. Default: --port and 1000; a free one "
                    + "with --port 0.")
    String adminPort = "";

    @Option(
            names = "--idle-timeout",
            paramLabel = "SECONDS",
            description =
                    "How long a connection may wait for its next request, 1 to 3600; longer than a proxy in front "
                            + "of it waits. Default: ${DEFAULT-VALUE}")
    String idleTimeout = Options.standard("--idle-timeout");

    @Option(
            names = "--drain-delay",
            paramLabel = "SECONDS",
            description =
                    "How long a server that is told to stop says that it is not ready and still answers, 0 to 300; "
                            + "longer than a proxy needs to notice. Default: 0 in the sandbox, 5 in the live role.")
    String drainDelay = "";

    @Option(
            names = "--trusted-proxy",
            paramLabel = "CIDR",
            split = ",",
            description = "A proxy in front, as an address or a network, which is believed when it says for whom it "
                    + "speaks in X-Forwarded-For or Forwarded. Can be given several times.")
    List<String> trustedProxies = new ArrayList<>();

    Options of(Options others) {
        return others.with("--admin-port", adminPort)
                .with("--idle-timeout", idleTimeout)
                .with("--drain-delay", drainDelay)
                .with("--trusted-proxy", trustedProxies);
    }
}
