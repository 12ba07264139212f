package dev.opendollr.cli;

import dev.opendollr.http.Contract;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `opendollr openapi`: prints the contract.
@Command(name = "openapi", description = "Print the contract, OpenAPI 3.1 in YAML.")
final class OpenApiCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        out.print(Contract.yaml());
        out.flush();
    }
}
