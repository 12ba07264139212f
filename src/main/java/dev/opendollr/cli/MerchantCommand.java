package dev.opendollr.cli;

import dev.opendollr.identity.MerchantType;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `opendollr merchant …`: the businesses that use this service.
@Command(name = "merchant", description = "Create and list merchants.")
final class MerchantCommand {
    private static final Pattern PHONE = Pattern.compile("[1-9][0-9]{7,14}");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(description = "Create a merchant and one pair of credentials. The secret is shown once.")
    int create(
            @Mixin DatabaseOptions database,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "The name payers see.")
                    String name,
            @Option(names = "--type", required = true, paramLabel = "TYPE", description = "${COMPLETION-CANDIDATES}")
                    MerchantType type,
            @Option(names = "--email", defaultValue = "", paramLabel = "EMAIL", description = "Where to write to.")
                    String email,
            @Option(
                            names = "--phone",
                            defaultValue = "",
                            paramLabel = "DIGITS",
                            description = "With the country code and without +, such as 231771234567.")
                    String phone) {
        if (name.isBlank()) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--name': it is empty");
        }
        if (!phone.isEmpty() && !PHONE.matcher(phone).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--phone': it is 8 to 15 digits without +");
        }
        var registered = Administration.with(
                database,
                administration -> administration.merchants().register(name, type, given(email), given(phone)));
        var out = spec.commandLine().getOut();
        out.println("merchant_id    " + registered.merchant().id().value());
        CredentialCommand.print(out, registered.credential());
        return 0;
    }

    @Command(description = "List all merchants.")
    int list(@Mixin DatabaseOptions database) {
        var out = spec.commandLine().getOut();
        var merchants = Administration.with(
                database, administration -> administration.merchants().list());
        merchants.forEach(
                merchant -> out.printf("%d\t%s\t%s%n", merchant.id().value(), merchant.type(), merchant.name()));
        out.flush();
        return 0;
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
