package dev.opendollr.pricing;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/// Imports price files. Either the whole file takes effect or nothing of it.
///
/// A line replaces existing rows about the same subject that overlap with it in time. Such a row ends when the
/// line begins, or never takes effect.
public final class PriceFiles {
    public static final List<String> FEE_COLUMNS = List.of(
            "tier",
            "provider",
            "operation_type",
            "payment_method",
            "percentage",
            "fixed_fee",
            "fixed_fee_currency",
            "fx_percentage",
            "effective_from",
            "effective_to");
    /// Columns that a file of fees may omit.
    public static final List<String> FEE_COLUMNS_OPTIONAL = List.of("smallest_fee", "smallest_fee_currency");

    public static final List<String> FLOOR_COLUMNS =
            List.of("payment_method", "total_currency", "floor", "payer_currency", "effective_from", "effective_to");
    public static final List<String> RATE_COLUMNS =
            List.of("base_currency", "quote_currency", "rate", "source", "effective_from", "effective_to");

    private final Database database;
    private final InstantSource clock;

    /// How many lines took effect, or the faults of the file; each complaint names its line.
    public record Import(int lines, List<String> complaints) {
        public Import {
            complaints = List.copyOf(complaints);
        }
    }

    public PriceFiles(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Imports the fees of tiers and of gateways from a text with [#FEE_COLUMNS].
    public Import importFees(String csv) {
        Map<String, FeeTier> tiers =
                database.everywhere().single(FeeTierTable::listAll).stream().collect(toMap(FeeTier::name, identity()));
        var at = clock.instant();
        return take(PriceFile.read(csv, FEE_COLUMNS, FEE_COLUMNS_OPTIONAL, cells -> fee(cells, tiers)), (tx, line) -> {
            switch (line) {
                case PriceLine.TierRate rate -> FeeTierRateTable.replace(tx, rate, at);
                case PriceLine.Gateway fee -> GatewayFeeTable.replace(tx, fee, at);
            }
        });
    }

    /// Imports exchange rates from a text with [#RATE_COLUMNS].
    public Import importRates(String csv) {
        var at = clock.instant();
        return take(
                PriceFile.read(csv, RATE_COLUMNS, List.of(), PriceFiles::rate),
                (tx, line) -> FxRateTable.replace(tx, line, at));
    }

    /// Imports the floors for collections with two currencies from a text with [#FLOOR_COLUMNS].
    public Import importFloors(String csv) {
        var at = clock.instant();
        return take(
                PriceFile.read(csv, FLOOR_COLUMNS, List.of(), PriceFiles::floor),
                (tx, line) -> CollectionFloorTable.replace(tx, line, at));
    }

    private <L extends PriceLine> Import take(PriceFile<L> file, BiConsumer<Handle, L> replace) {
        if (!file.complaints().isEmpty()) {
            return new Import(0, file.complaints());
        }
        return database.everywhere().transact(tx -> {
            // Two imports at the same time would not see the rows that the other one ends.
            PriceTable.holdImports(tx);
            file.lines().forEach(line -> replace.accept(tx, line));
            return new Import(file.lines().size(), List.of());
        });
    }

    private static Optional<PriceLine.Fee> fee(PriceCells cells, Map<String, FeeTier> tiers) {
        boolean ofTier = cells.isGiven("tier");
        if (ofTier == cells.isGiven("provider")) {
            cells.complain("either tier or provider is given");
            return Optional.empty();
        }
        return ofTier ? tierRate(cells, tiers) : gateway(cells);
    }

    private static Optional<PriceLine.Fee> tierRate(PriceCells cells, Map<String, FeeTier> tiers) {
        var tier = cells.text("tier")
                .flatMap(name -> cells.orComplain(FeeTiers.name(name).map(tiers::get), "there is no tier " + name));
        var operation = cells.requiredChoice("operation_type", OperationType.class);
        var method = cells.choice("payment_method", PaymentMethod.class);
        var percentage = cells.requiredPercentage("percentage");
        var fixedFee = cells.money("fixed_fee", "fixed_fee_currency");
        var smallestFee = cells.money("smallest_fee", "smallest_fee_currency");
        var fxPercentage = cells.requiredPercentage("fx_percentage");
        var period = cells.period("effective_from", "effective_to");
        return cells.ifRight(() -> new PriceLine.TierRate(
                tier.orElseThrow(),
                operation.orElseThrow(),
                method,
                new Charge(percentage.orElseThrow(), fixedFee, smallestFee),
                fxPercentage.orElseThrow(),
                period.orElseThrow()));
    }

    private static Optional<PriceLine.Fee> gateway(PriceCells cells) {
        var provider = cells.requiredChoice("provider", Provider.class);
        var operation = cells.requiredChoice("operation_type", OperationType.class);
        var method = cells.requiredChoice("payment_method", PaymentMethod.class);
        var percentage = cells.requiredPercentage("percentage");
        var fixedFee = cells.money("fixed_fee", "fixed_fee_currency");
        var period = cells.period("effective_from", "effective_to");
        if (cells.isGiven("fx_percentage")) {
            cells.complain("fx_percentage belongs to tiers");
        }
        if (FEE_COLUMNS_OPTIONAL.stream().anyMatch(cells::isGiven)) {
            cells.complain("smallest_fee belongs to tiers");
        }
        method.filter(known -> provider.isPresent() && provider.get() != known.carrier())
                .ifPresent(known -> cells.complain(known + " is carried by " + known.carrier()));
        return cells.ifRight(() -> new PriceLine.Gateway(
                operation.orElseThrow(),
                method.orElseThrow(),
                new Charge(percentage.orElseThrow(), fixedFee),
                period.orElseThrow()));
    }

    private static Optional<PriceLine.Floor> floor(PriceCells cells) {
        var method = cells.choice("payment_method", PaymentMethod.class);
        var total = cells.requiredCurrency("total_currency");
        var least = cells.money("floor", "payer_currency");
        var period = cells.period("effective_from", "effective_to");
        if (!cells.isGiven("floor") && !cells.isGiven("payer_currency")) {
            cells.complain("floor is missing");
        }
        if (total.isPresent() && total.equals(least.map(Money::getCurrencyUnit))) {
            cells.complain("total_currency and payer_currency are the same");
        }
        return cells.ifRight(
                () -> new PriceLine.Floor(method, total.orElseThrow(), least.orElseThrow(), period.orElseThrow()));
    }

    private static Optional<PriceLine.Rate> rate(PriceCells cells) {
        var base = cells.requiredCurrency("base_currency");
        var quote = cells.requiredCurrency("quote_currency");
        var rate = cells.requiredRate("rate");
        var source = cells.requiredText("source");
        var period = cells.period("effective_from", "effective_to");
        if (base.isPresent() && base.equals(quote)) {
            cells.complain("base_currency and quote_currency are the same");
        }
        return cells.ifRight(() -> new PriceLine.Rate(
                base.orElseThrow(),
                quote.orElseThrow(),
                rate.orElseThrow(),
                source.orElseThrow(),
                period.orElseThrow()));
    }
}
