package dev.opendollr.cli;

import dev.opendollr.base.http.Body;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.merchant.Merchants;
import dev.opendollr.merchant.Passcodes;
import java.io.Console;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `opendollr merchant …`: the businesses that use this service.
@Command(name = "merchant", description = "Create, list, change and verify merchants, and set their users' passcodes.")
final class MerchantCommand {
    private static final int NAME_LENGTH_MAX = 255;
    private static final int EMAIL_LENGTH_MAX = 255;
    private static final int USER_LENGTH_MAX = 1_000;

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
        checkTexts(name, email, phone);
        var registered = Administration.withNew(
                database,
                spec.commandLine().getErr(),
                doors -> doors.merchants().register(name, type, given(email), given(phone)));
        var out = spec.commandLine().getOut();
        out.println("merchant_id    " + registered.merchant().id().value());
        CredentialCommand.print(out, registered.credential());
        return 0;
    }

    @Command(description = "List all merchants.")
    int list(@Mixin DatabaseOptions database, @Mixin Output output) {
        var merchants = Administration.with(database, doors -> doors.merchants().list());
        return output.list(
                spec,
                merchants.stream().map(MerchantJson::of).toList(),
                json -> json,
                MerchantJson::line,
                "no merchants");
    }

    @Command(description = "Show a merchant.")
    int show(
            @Mixin DatabaseOptions database,
            @Mixin Output output,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant) {
        var id = MerchantOption.id(spec, merchant);
        var shown = MerchantJson.of(
                Administration.with(database, doors -> doors.merchants().retrieve(id)));
        output.show(spec, shown, shown.facts());
        return 0;
    }

    @Command(description = "Change what is known of a merchant: what is not given stays.")
    int update(
            @Mixin DatabaseOptions database,
            @Mixin Output output,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant,
            @Option(names = "--name", defaultValue = "", paramLabel = "NAME", description = "The name payers see.")
                    String name,
            @Option(names = "--email", defaultValue = "", paramLabel = "EMAIL", description = "Where to write to.")
                    String email,
            @Option(
                            names = "--phone",
                            defaultValue = "",
                            paramLabel = "DIGITS",
                            description = "With the country code and without +, such as 231771234567.")
                    String phone) {
        var id = MerchantOption.id(spec, merchant);
        if (name.isBlank() && email.isBlank() && phone.isBlank()) {
            throw new ParameterException(spec.commandLine(), "Nothing to change: give --name, --email or --phone");
        }
        checkTexts(name, email, phone);
        var change = new Merchants.Change(given(name), given(email), given(phone));
        var changed = MerchantJson.of(
                Administration.with(database, doors -> doors.merchants().update(id, change)));
        output.show(spec, changed, changed.facts());
        return 0;
    }

    @Command(
            description = "Let a merchant do what only verified ones may: hosted checkouts, payment links, payouts,"
                    + " transfers, refunds.")
    int verify(
            @Mixin DatabaseOptions database,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant,
            @Option(names = "--revoke", description = "Take it back.") boolean revoke) {
        var id = MerchantOption.id(spec, merchant);
        return Administration.with(database, doors -> {
            if (revoke) {
                doors.merchants().unverify(id);
            } else {
                doors.merchants().verify(id);
            }
            spec.commandLine().getOut().println((revoke ? "not verified " : "verified ") + merchant);
            return 0;
        });
    }

    @Command(
            description = "Set the passcode with which a user of a merchant confirms payouts, 4 to 12 digits, and end"
                    + " its lock. It stands in OPENDOLLR_PASSCODE or is asked for, never here.")
    int passcode(
            @Mixin DatabaseOptions database,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant,
            @Option(
                            names = "--phone",
                            required = true,
                            paramLabel = "DIGITS",
                            description = "The user's phone, such as 231771234567.")
                    String phone,
            @Option(names = "--user", defaultValue = "", paramLabel = "USER", description = "The user's id at yours.")
                    String user) {
        var id = MerchantOption.id(spec, merchant);
        checkPhone(phone);
        TypedText.check(spec, "--user", user, USER_LENGTH_MAX);
        var passcode = DatabaseOptions.environment("OPENDOLLR_PASSCODE").orElseGet(MerchantCommand::askForPasscode);
        if (!Passcodes.isCode(passcode)) {
            throw new ParameterException(
                    spec.commandLine(), "A passcode has 4 to 12 digits; give it in OPENDOLLR_PASSCODE or when asked");
        }
        return Administration.with(database, doors -> {
            var known = doors.merchants().retrieve(id);
            doors.passcodes().set(known.id(), phone, given(user), passcode);
            spec.commandLine().getOut().println("passcode set");
            return 0;
        });
    }

    /// Asks for the passcode without showing it; empty if there is no terminal.
    private static String askForPasscode() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .flatMap(console -> Optional.ofNullable(console.readPassword("Passcode: ")))
                .map(String::new)
                .orElse("");
    }

    private void checkTexts(String name, String email, String phone) {
        TypedText.check(spec, "--name", name, NAME_LENGTH_MAX);
        TypedText.check(spec, "--email", email, EMAIL_LENGTH_MAX);
        if (!phone.isEmpty()) {
            checkPhone(phone);
        }
    }

    private void checkPhone(String phone) {
        if (!Body.isPhone(phone)) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--phone': it is 8 to 15 digits without +");
        }
    }

    private static Optional<String> given(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
