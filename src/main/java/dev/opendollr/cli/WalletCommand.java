package dev.opendollr.cli;

import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.ledger.Wallet;
import dev.opendollr.ledger.WalletId;
import dev.opendollr.ledger.WalletStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `opendollr wallet …`: the wallets of merchants, and their statuses.
@Command(name = "wallet", description = "List the wallets of a merchant, and restrict, freeze or close one.")
final class WalletCommand {
    private static final int LISTED_MAX = 1_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(description = "List a merchant's wallets.")
    int list(
            @Mixin DatabaseOptions database,
            @Mixin Output output,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant) {
        var id = MerchantOption.id(spec, merchant);
        var wallets = Administration.with(
                database,
                doors -> doors.wallets().list(doors.merchants().retrieve(id).id(), 0, LISTED_MAX));
        return output.list(
                spec,
                wallets.stream().map(WalletJson::of).toList(),
                json -> json,
                WalletJson::line,
                "no wallets, the first money opens one");
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
                    WalletId wallet,
            @Option(
                            names = "--status",
                            required = true,
                            paramLabel = "STATUS",
                            description = "${COMPLETION-CANDIDATES}")
                    WalletStatus status) {
        var id = MerchantOption.id(spec, merchant);
        var changed = Administration.with(database, doors -> {
            var owner = doors.merchants().retrieve(id).id();
            var known = doors.wallets().retrieve(owner, wallet);
            return doors.wallets()
                    .setStatus(owner, known.id(), status)
                    .orElseThrow(() -> new StartFailure(refusal(known)));
        });
        spec.commandLine().getOut().println(WalletJson.of(changed).line());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String refusal(Wallet wallet) {
        return wallet.status() == WalletStatus.CLOSED
                ? "the wallet is closed, and stays closed"
                : "the wallet holds money or may get some back, so it cannot be closed now";
    }
}
