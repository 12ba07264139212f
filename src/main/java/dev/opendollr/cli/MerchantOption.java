package dev.opendollr.cli;

import dev.opendollr.identity.MerchantId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The option `--merchant` of commands, and ids like it.
final class MerchantOption {
    private MerchantOption() {}

    static MerchantId id(CommandSpec spec, long merchant) {
        checkId(spec, "--merchant", merchant);
        return new MerchantId(merchant);
    }

    /// No row has an id below 1, whatever the data are.
    static void checkId(CommandSpec spec, String option, long id) {
        if (id <= 0) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '" + option + "': ids start at 1");
        }
    }
}
