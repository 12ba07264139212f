package dev.opendollr.cli;

import dev.opendollr.base.identity.MerchantId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The option `--merchant` of commands.
final class MerchantOption {
    static final String NO_ID = "ids start at 1";

    private MerchantOption() {}

    static MerchantId id(CommandSpec spec, long merchant) {
        if (merchant <= 0) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--merchant': " + NO_ID);
        }
        return new MerchantId(merchant);
    }
}
