package dev.opendollr.cli;

import dev.opendollr.base.http.Contract;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opendollr openapi`: prints the contract, or a form of it for client generators or Postman.
@Command(name = "openapi", description = "Print the contract, OpenAPI 3.1 in YAML.")
final class OpenApiCommand implements Runnable {
    /// Where a server listens that is started without options.
    private static final String LOCAL_URL = "http://127.0.0.1:8080";

    /// What to print instead; one of them at most.
    static final class Form {
        @Option(
                names = "--sdk",
                description = "The one to generate clients from: short names, plain types, value sets, all errors.")
        boolean sdk;

        @Option(
                names = "--postman",
                description = "The same as a Postman collection, which hands on the token and the ids of answers.")
        boolean postman;
    }

    @ArgGroup
    Form form = new Form();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var out = spec.commandLine().getOut();
        out.print(asked());
        out.flush();
    }

    private String asked() {
        if (form.postman) {
            return Contract.load().postman(LOCAL_URL) + "\n";
        }
        return form.sdk ? Contract.load().derived(LOCAL_URL).written() : Contract.yaml();
    }
}
