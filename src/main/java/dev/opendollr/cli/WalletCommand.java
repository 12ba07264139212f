package dev.opendollr.cli;

import dev.opendollr.ledger.Wallet;
import dev.opendollr.ledger.WalletStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `opendollr wallet …`: what merchants own, and whether it may move.
@Command(name = "wallet", description = "List the wallets of a merchant, and restrict, freeze or close one.")
final class WalletCommand {
    private static final int LISTED_MAX = 1_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(description = "List a merchant's wallets.")
    int list(
            @Mixin DatabaseOptions database,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant) {
        var id = MerchantOption.id(spec, merchant);
        var wallets = Administration.with(
                database, administration -> administration.wallets().list(id, 0, LISTED_MAX));
        wallets.forEach(wallet -> spec.commandLine().getOut().println(line(wallet)));
        spec.commandLine().getOut().flush();
        return 0;
    }

    @Command(
            description =
                    "Set the status of a wallet. RESTRICTED takes money and gives none; FROZEN and CLOSED neither. "
                            + "Only an empty wallet that nothing can come back to is closed, and a closed one stays "
                            + "closed.")
    int status(
            @Mixin DatabaseOptions database,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant,
            @Option(names = "--wallet", required = true, paramLabel = "ID", description = "The wallet's id.")
                    long wallet,
            @Option(
                            names = "--status",
                            required = true,
                            paramLabel = "STATUS",
                            description = "${COMPLETION-CANDIDATES}")
                    WalletStatus status) {
        var id = MerchantOption.id(spec, merchant);
        var changed = Administration.with(
                        database, administration -> administration.wallets().setStatus(id, wallet, status))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "Invalid value for option '--wallet': there is no such wallet, it is closed, or it is to be"
                                + " closed and holds money or may get some back"));
        spec.commandLine().getOut().println(line(changed));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String line(Wallet wallet) {
        return "%d\t%s\t%s".formatted(wallet.id(), wallet.status(), wallet.balance());
    }
}
