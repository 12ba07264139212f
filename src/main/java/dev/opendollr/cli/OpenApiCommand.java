package dev.opendollr.cli;

import dev.opendollr.http.Contract;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opendollr openapi`: prints the contract, or what clients are generated from.
@Command(name = "openapi", description = "Print the contract, OpenAPI 3.1 in YAML.")
final class OpenApiCommand implements Runnable {
    /// Where a server listens that is started without options.
    private static final String LOCAL_URL = "http://127.0.0.1:8080";

    @Option(
            names = "--sdk",
            description = "The one to generate clients from: short names, plain types, value sets, all errors.")
    boolean sdk;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        out.print(sdk ? Contract.load().derived(LOCAL_URL).written() : Contract.yaml());
        out.flush();
    }
}
