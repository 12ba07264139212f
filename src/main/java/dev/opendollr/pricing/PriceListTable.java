package dev.opendollr.pricing;

import dev.opendollr.base.db.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL that reads all prices in force at a moment.
final class PriceListTable {
    private static final String FEES = """
        select tier, provider, operation_type, payment_method, percentage, fixed_fee, fixed_fee_currency,
               smallest_fee, smallest_fee_currency, fx_percentage, effective_from, effective_to
          from (select fee_tier.name as tier, null as provider, operation_type, payment_method, percentage, fixed_fee,
                       fixed_fee_currency, smallest_fee, smallest_fee_currency, fx_percentage, effective_from,
                       effective_to
                  from fee_tier_rate
                  join fee_tier on fee_tier.id = fee_tier_id
                 union all
                select null, provider.name, operation_type, payment_method, percentage, fixed_fee,
                       fixed_fee_currency, null, null, null, effective_from, effective_to
                  from gateway_fee
                  join provider on provider.id = provider_id) as fee
         where effective_from <= :at and (effective_to > :at or effective_to is null)
         order by tier, provider, operation_type, payment_method nulls first, effective_from
         limit :limit
        """;

    private static final String FLOORS = """
        select payment_method, total_currency, floor, payer_currency, effective_from, effective_to
          from collection_floor
         where effective_from <= :at and (effective_to > :at or effective_to is null)
         order by total_currency, payer_currency, payment_method nulls first, effective_from
         limit :limit
        """;

    private static final String RATES = """
        select base_currency, quote_currency, rate, source, effective_from, effective_to
          from fx_rate
         where effective_from <= :at and (effective_to > :at or effective_to is null)
         order by base_currency, quote_currency, effective_from
         limit :limit
        """;

    private PriceListTable() {}

    static List<PriceList.Fee> fees(Handle handle, Instant at, int limit) {
        return handle.createQuery(FEES)
                .bind("at", at)
                .bind("limit", limit)
                .map((row, context) -> fee(row))
                .list();
    }

    static List<PriceList.Floor> floors(Handle handle, Instant at, int limit) {
        return handle.createQuery(FLOORS)
                .bind("at", at)
                .bind("limit", limit)
                .map((row, context) -> new PriceList.Floor(
                        Columns.text(row, "payment_method"),
                        CurrencyUnit.of(row.getString("total_currency")),
                        Money.of(CurrencyUnit.of(row.getString("payer_currency")), row.getBigDecimal("floor")),
                        Columns.instant(row, "effective_from"),
                        Columns.optionalInstant(row, "effective_to")))
                .list();
    }

    static List<PriceList.Rate> rates(Handle handle, Instant at, int limit) {
        return handle.createQuery(RATES)
                .bind("at", at)
                .bind("limit", limit)
                .map((row, context) -> new PriceList.Rate(
                        CurrencyUnit.of(row.getString("base_currency")),
                        CurrencyUnit.of(row.getString("quote_currency")),
                        row.getBigDecimal("rate"),
                        row.getString("source"),
                        Columns.instant(row, "effective_from"),
                        Columns.optionalInstant(row, "effective_to")))
                .list();
    }

    private static PriceList.Fee fee(ResultSet row) throws SQLException {
        return new PriceList.Fee(
                Columns.text(row, "tier"),
                Columns.text(row, "provider"),
                row.getString("operation_type"),
                Columns.text(row, "payment_method"),
                row.getBigDecimal("percentage"),
                PriceTable.fee(row, "fixed_fee", "fixed_fee_currency"),
                PriceTable.fee(row, "smallest_fee", "smallest_fee_currency"),
                Optional.ofNullable(row.getBigDecimal("fx_percentage")),
                Columns.instant(row, "effective_from"),
                Columns.optionalInstant(row, "effective_to"));
    }
}
