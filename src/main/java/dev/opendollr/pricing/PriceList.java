package dev.opendollr.pricing;

import dev.opendollr.db.Database;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The prices in force now, for those who run the service.
public final class PriceList {
    private final Database database;
    private final InstantSource clock;

    /// What a tier of the platform or a gateway takes for an operation, with one method or with all that have no line
    /// of their own.
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

    /// How many units of `quote` one unit of `base` is, and who says so.
    public record Rate(
            CurrencyUnit base,
            CurrencyUnit quote,
            BigDecimal rate,
            String source,
            Instant effectiveFrom,
            Optional<Instant> effectiveTo) {}

    /// The least that a total must come to in `least`'s currency when a payer pays in that, with one method or with all
    /// that have no line of their own.
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

    /// Those of tiers first, by name; then those of gateways.
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
