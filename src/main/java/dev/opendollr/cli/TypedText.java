package dev.opendollr.cli;

import dev.opendollr.base.text.CardNumbers;
import dev.opendollr.base.text.TextRule;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The check of a text in an option: the same rule applies as to texts on the wire.
final class TypedText {
    private TypedText() {}

    static void check(CommandSpec spec, String option, String text, int lengthMax) {
        if (TextRule.length(text) > lengthMax) {
            throw refused(spec, option, "it has more than " + lengthMax + " characters");
        }
        TextRule.LINE.complaint(text).ifPresent(complaint -> {
            throw refused(spec, option, complaint);
        });
        if (CardNumbers.isIn(text)) {
            throw refused(spec, option, "card data is not accepted here");
        }
    }

    private static ParameterException refused(CommandSpec spec, String option, String why) {
        return new ParameterException(spec.commandLine(), "Invalid value for option '" + option + "': " + why);
    }
}
