package dev.opendollr.pricing;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/// The SQL of table `fee_tier_rate`, but for quotes.
final class FeeTierRateTable {
    private static final String FIND = """
        select id, operation_type, payment_method, percentage, fixed_fee, fixed_fee_currency, fx_percentage,
               effective_from, effective_to, created_at
          from fee_tier_rate
         where fee_tier_id = :tier and operation_type = :operation
           and effective_from <= :at and (effective_to > :at or effective_to is null)
         order by payment_method nulls first, effective_from desc, id desc
         limit 1
        """;

    /// A row whose period overlaps with that of the new row ends at the moment at which the new row begins. If
    /// it would begin within the new row's period, it never takes effect.
    private static final String END = """
        update fee_tier_rate
           set effective_to = greatest(effective_from, :from)
         where fee_tier_id = :tier and operation_type = :operation
           and payment_method is not distinct from cast(:method as text)
           and (effective_to is null or effective_to > :from)
           and (cast(:to as timestamptz) is null or effective_from < :to)
        """;

    private static final String INSERT = """
        insert into fee_tier_rate (fee_tier_id, operation_type, payment_method, percentage, fixed_fee,
                                   fixed_fee_currency, smallest_fee, smallest_fee_currency, fx_percentage,
                                   effective_from, effective_to, created_at)
        values (:tier, :operation, :method, :percentage, :fixed_fee,
                :fixed_fee_currency, :smallest_fee, :smallest_fee_currency, :fx_percentage,
                :from, :to, :at)
        """;

    private FeeTierRateTable() {}

    /// The rate for all methods. If the tier has none, a rate for one method.
    static Optional<FeeTierRate> find(Handle tx, FeeTier tier, OperationType operation, Instant at) {
        return tx.createQuery(FIND)
                .bind("tier", tier.id())
                .bind("operation", operation.name())
                .bind("at", at)
                .map((row, context) -> read(row, tier))
                .findOne();
    }

    static void replace(Handle tx, PriceLine.TierRate line, Instant at) {
        var _ = tx.createUpdate(END)
                .bind("tier", line.tier().id())
                .bind("operation", line.operation().name())
                .bind("method", line.method().map(Enum::name))
                .bind("from", line.period().from())
                .bind("to", line.period().to())
                .execute();
        var _ = tx.createUpdate(INSERT)
                .bind("tier", line.tier().id())
                .bind("operation", line.operation().name())
                .bind("method", line.method().map(Enum::name))
                .bind("percentage", line.charge().percentage())
                .bind("fixed_fee", line.charge().fixedFee().map(Money::getAmount))
                .bind("fixed_fee_currency", code(line.charge().fixedFee()))
                .bind("smallest_fee", line.charge().smallestFee().map(Money::getAmount))
                .bind("smallest_fee_currency", code(line.charge().smallestFee()))
                .bind("fx_percentage", line.fxPercentage())
                .bind("from", line.period().from())
                .bind("to", line.period().to())
                .bind("at", at)
                .execute();
    }

    private static Optional<String> code(Optional<Money> fee) {
        return fee.map(money -> money.getCurrencyUnit().getCode());
    }

    private static FeeTierRate read(ResultSet row, FeeTier tier) throws SQLException {
        return new FeeTierRate(
                row.getLong("id"),
                OperationType.valueOf(row.getString("operation_type")),
                Columns.text(row, "payment_method").map(PaymentMethod::valueOf),
                row.getBigDecimal("percentage"),
                PriceTable.fee(row, "fixed_fee", "fixed_fee_currency"),
                row.getBigDecimal("fx_percentage"),
                Columns.instant(row, "effective_from"),
                Columns.optionalInstant(row, "effective_to"),
                Columns.instant(row, "created_at"),
                tier);
    }
}
