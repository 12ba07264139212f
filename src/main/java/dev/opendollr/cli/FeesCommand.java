package dev.opendollr.cli;

import dev.opendollr.base.problem.StartFailure;
import dev.opendollr.cli.PricesJson.FeeJson;
import dev.opendollr.cli.PricesJson.FloorJson;
import dev.opendollr.pricing.FeeTiers;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `opendollr fees …`: the fees of the platform and of the gateways.
@Command(name = "fees", description = "List and import fees and floors, add tiers and assign them to merchants.")
final class FeesCommand {
    private static final int LISTED_MAX = 10_000;
    private static final String BY = "opendollr fees assign";

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(description = "List the fees in force now: those of the platform's tiers, then those of gateways.")
    int list(@Mixin DatabaseOptions database, @Mixin Output output) {
        var fees = Administration.with(database, doors -> doors.priceList().fees(LISTED_MAX));
        return output.list(
                spec,
                fees.stream().map(FeeJson::of).toList(),
                json -> json,
                FeeJson::line,
                "no fees are in force, so no payment can be made");
    }

    @Command(
            name = "list-floors",
            description = "List the floors of collections in force now: the smallest ones in two currencies.")
    int listFloors(@Mixin DatabaseOptions database, @Mixin Output output) {
        var floors = Administration.with(database, doors -> doors.priceList().floors(LISTED_MAX));
        return output.list(
                spec,
                floors.stream().map(FloorJson::of).toList(),
                json -> json,
                FloorJson::line,
                "no floors are in force, so a collection is refused when rounding would add more than 1 %");
    }

    @Command(
            name = "import",
            description = "Take fees from a CSV file: all lines, or none when one is wrong.",
            footer = {
                "",
                "The first line names these columns, in any order:",
                "  tier                name of a tier; or else",
                "  provider            STRIPE, PAWAPAY or PLATFORM, for a gateway's fee",
                "  operation_type      COLLECTION, PAYOUT, TRANSFER or REFUND",
                "  payment_method      such as MTN_MOMO_LBR; empty in a tier: all methods without a line",
                "  percentage          such as 1.5 for 1.5 %%",
                "  fixed_fee           such as 0.30, or empty",
                "  fixed_fee_currency  USD, LRD or RWF, or empty without a fixed fee",
                "  fx_percentage       for tiers: percent when the currencies differ, else empty",
                "  smallest_fee        of a tier, such as 0.01: no fee is smaller; may be left out",
                "  smallest_fee_currency  USD, LRD or RWF; left out together with smallest_fee",
                "  effective_from      a time in UTC such as 2026-12-01T00:00:00Z",
                "  effective_to        the first moment it is no longer in force; empty: for good",
                "",
                "A line ends what was in force for the same tier or provider, operation and method",
                "where it begins, and sets aside what was to begin later, up to its effective_to."
            })
    int importFile(
            @Mixin DatabaseOptions database, @Parameters(paramLabel = "FILE", description = "The file.") Path file) {
        var text = PriceFileText.read(spec, file);
        var imported = Administration.withNew(
                database,
                spec.commandLine().getErr(),
                doors -> doors.priceFiles().importFees(text));
        return PriceFileText.report(spec, file, imported);
    }

    @Command(
            name = "import-floors",
            description = {
                "Take the smallest collections in two currencies from a CSV file:",
                "all lines, or none when one is wrong."
            },
            footer = {
                "",
                "The first line names these columns, in any order:",
                "  payment_method  such as MTN_MOMO_LBR; empty: all methods without a line",
                "  total_currency  the currency of the order or invoice",
                "  floor           its total must come to at least so much, such as 1.00,",
                "  payer_currency  in this other currency, in which the payer pays",
                "  effective_from  a time in UTC such as 2026-12-01T00:00:00Z",
                "  effective_to    the first moment it is no longer in force; empty: for good",
                "",
                "Without a line, a collection is refused when rounding would add more than 1 %%.",
                "A line ends what was in force for the same method and currencies where it begins,",
                "and sets aside what was to begin later, up to its effective_to."
            })
    int importFloors(
            @Mixin DatabaseOptions database, @Parameters(paramLabel = "FILE", description = "The file.") Path file) {
        var text = PriceFileText.read(spec, file);
        var imported = Administration.withNew(
                database,
                spec.commandLine().getErr(),
                doors -> doors.priceFiles().importFloors(text));
        return PriceFileText.report(spec, file, imported);
    }

    @Command(name = "add-tier", description = "Add a tier, which has no fees until some are imported.")
    int addTier(
            @Mixin DatabaseOptions database,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "What it is called.")
                    String name) {
        TypedText.check(spec, "--name", name, FeeTiers.NAME_LENGTH_MAX);
        var tier = FeeTiers.name(name)
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "Invalid value for option '--name': it is empty"));
        var added = Administration.withNew(
                database, spec.commandLine().getErr(), doors -> doors.feeTiers().add(tier));
        if (added.isEmpty()) {
            throw new StartFailure("there is a tier " + tier + " already");
        }
        spec.commandLine().getOut().println("added " + tier);
        return 0;
    }

    @Command(description = "Give a merchant another tier, from now on.")
    int assign(
            @Mixin DatabaseOptions database,
            @Option(names = "--merchant", required = true, paramLabel = "ID", description = "The merchant's id.")
                    long merchant,
            @Option(names = "--tier", required = true, paramLabel = "NAME", description = "The tier's name.")
                    String tier) {
        var id = MerchantOption.id(spec, merchant);
        var assigned = Administration.with(database, doors -> {
            var known = doors.merchants().retrieve(id);
            return doors.feeTiers().assign(known.id(), tier, BY);
        });
        spec.commandLine()
                .getOut()
                .println("merchant " + merchant + " has tier " + assigned.tier().name());
        return 0;
    }
}
