package dev.opendollr.pricing;

import dev.opendollr.base.db.Database;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The prices in force now, for operators.
public final class PriceList {
    private final Database database;
    private final InstantSource clock;

    /// The fee of a platform tier or of a gateway for an operation: for one method, or for all methods without
    /// a line of their own.
    public record Fee(
            Optional<String> tier,
            Optional<String> provider,
            String operationType,
            Optional<String> paymentMethod,
            BigDecimal percentage,
            Optional<Money> fixedFee,
            Optional<Money> smallestFee,
            Optional<BigDecimal> fxPercentage,
            Instant effectiveFrom,
            Optional<Instant> effectiveTo) {}

    /// How many units of `quote` one unit of `base` is worth, and where the rate comes from.
    public record Rate(
            CurrencyUnit base,
            CurrencyUnit quote,
            BigDecimal rate,
            String source,
            Instant effectiveFrom,
            Optional<Instant> effectiveTo) {}

    /// The smallest amount that a total may convert to when the payer pays in the currency of `least`: for one
    /// method, or for all methods without a line of their own.
    public record Floor(
            Optional<String> paymentMethod,
            CurrencyUnit total,
            Money least,
            Instant effectiveFrom,
            Optional<Instant> effectiveTo) {}

    public PriceList(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// First the fees of tiers, sorted by the tier's name; then the fees of gateways.
    public List<Fee> fees(int limit) {
        return database.everywhere().single(handle -> PriceListTable.fees(handle, clock.instant(), limit));
    }

    public List<Floor> floors(int limit) {
        return database.everywhere().single(handle -> PriceListTable.floors(handle, clock.instant(), limit));
    }

    public List<Rate> rates(int limit) {
        return database.everywhere().single(handle -> PriceListTable.rates(handle, clock.instant(), limit));
    }
}
