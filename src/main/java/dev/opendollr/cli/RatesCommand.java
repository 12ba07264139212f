package dev.opendollr.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opendollr rates …`: exchange rates.
@Command(name = "rates", description = "Import exchange rates.")
final class RatesCommand {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(
            name = "import",
            description = "Take exchange rates from a CSV file: all lines, or none when one is wrong.",
            footer = {
                "",
                "The first line names these columns, in any order:",
                "  base_currency   USD, LRD or RWF: one unit of it",
                "  quote_currency  is so many units of this one; the way back needs a line of its own",
                "  rate            such as 7.25",
                "  source          who says so, such as Central Bank of Liberia, 2026-12-01",
                "  effective_from  a time in UTC such as 2026-12-01T00:00:00Z",
                "  effective_to    the first moment it is no longer in force; empty: for good",
                "",
                "A line ends the rate that was in force for the same currencies where it begins,",
                "and sets aside what was to begin later, up to its effective_to."
            })
    int importFile(
            @Mixin DatabaseOptions database, @Parameters(paramLabel = "FILE", description = "The file.") Path file) {
        var text = PriceFileText.read(spec, file);
        var imported = Administration.with(
                database, administration -> administration.prices().importRates(text));
        return PriceFileText.report(spec, file, imported);
    }
}
