package dev.opendollr.cli;

import dev.opendollr.cli.PricesJson.RateJson;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opendollr rates …`: exchange rates.
@Command(name = "rates", description = "List and import exchange rates.")
final class RatesCommand {
    private static final int LISTED_MAX = 10_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(description = "List the exchange rates in force now.")
    int list(@Mixin DatabaseOptions database, @Mixin Output output) {
        var rates = Administration.with(database, doors -> doors.priceList().rates(LISTED_MAX));
        return output.list(
                spec,
                rates.stream().map(RateJson::of).toList(),
                json -> json,
                RateJson::line,
                "no rates are in force, so nobody can pay in another currency");
    }

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
        var imported = Administration.withNew(
                database,
                spec.commandLine().getErr(),
                doors -> doors.priceFiles().importRates(text));
        return PriceFileText.report(spec, file, imported);
    }
}
