package dev.opendollr.cli;

import dev.opendollr.base.text.Escaped;
import dev.opendollr.merchant.Credential;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opendollr credential …`: the credentials with which merchants' servers obtain tokens.
@Command(name = "credential", description = "Create, list and revoke the credentials of merchants.")
final class CredentialCommand {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(description = "Create one more pair of credentials. The secret is shown once.")
    int create(
            @Mixin DatabaseOptions database,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant) {
        var id = MerchantOption.id(spec, merchant);
        var issued = Administration.with(
                database,
                doors ->
                        doors.credentials().issue(doors.merchants().retrieve(id).id()));
        print(spec.commandLine().getOut(), issued);
        return 0;
    }

    @Command(description = "List a merchant's credentials, without secrets.")
    int list(
            @Mixin DatabaseOptions database,
            @Mixin Output output,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant) {
        var id = MerchantOption.id(spec, merchant);
        var credentials = Administration.with(
                database,
                doors -> doors.credentials().list(doors.merchants().retrieve(id).id()));
        return output.list(
                spec,
                credentials.stream().map(CredentialJson::of).toList(),
                json -> json,
                CredentialJson::line,
                "no credentials");
    }

    @Command(description = "Revoke a credential; its tokens end within seconds.")
    int revoke(
            @Mixin DatabaseOptions database,
            @Option(names = "--client-id", required = true, paramLabel = "CLIENT_ID", description = "Which one.")
                    String clientId) {
        boolean wasLive =
                Administration.with(database, doors -> doors.credentials().revoke(clientId));
        spec.commandLine().getOut().println((wasLive ? "revoked " : "revoked already: ") + Escaped.of(clientId));
        return 0;
    }

    /// Shows a new credential. Its secret is shown only here.
    static void print(PrintWriter out, Credential.Issued issued) {
        out.println("client_id      " + issued.clientId());
        out.println("client_secret  " + issued.secret().plain());
        out.println("Keep the secret now, it is not shown again.");
        out.flush();
    }
}
