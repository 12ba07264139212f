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

/// The SQL of table `gateway_fee`, but for quotes.
final class GatewayFeeTable {
    private static final String FIND = """
        select gateway_fee.id, provider_id, operation_type, payment_method, percentage, fixed_fee, fixed_fee_currency,
               effective_from, effective_to, created_at, updated_at
          from gateway_fee
          join provider on provider.id = provider_id and provider.name = :provider
         where operation_type = :operation and payment_method = :method
           and effective_from <= :at and (effective_to > :at or effective_to is null)
         order by effective_from desc, gateway_fee.id desc
         limit 1
        """;

    /// A row whose period overlaps with that of the new row ends at the moment at which the new row begins. If
    /// it would begin within the new row's period, it never takes effect.
    private static final String END = """
        update gateway_fee
           set effective_to = greatest(effective_from, :from), updated_at = greatest(updated_at, :at)
         where provider_id = (select id from provider where name = :provider)
           and operation_type = :operation and payment_method = :method
           and (effective_to is null or effective_to > :from)
           and (cast(:to as timestamptz) is null or effective_from < :to)
        """;

    private static final String INSERT = """
        insert into gateway_fee (provider_id, operation_type, payment_method, percentage, fixed_fee,
                                 fixed_fee_currency, effective_from, effective_to, created_at, updated_at)
        select id, :operation, :method, :percentage, cast(:fixed_fee as numeric),
               :fixed_fee_currency, cast(:from as timestamptz), cast(:to as timestamptz), cast(:at as timestamptz),
               cast(:at as timestamptz)
          from provider
         where name = :provider
        """;

    private GatewayFeeTable() {}

    static Optional<GatewayFee> find(Handle tx, PaymentMethod method, OperationType operation, Instant at) {
        return tx.createQuery(FIND)
                .bind("provider", method.carrier().name())
                .bind("operation", operation.name())
                .bind("method", method.name())
                .bind("at", at)
                .map((row, context) -> read(row))
                .findOne();
    }

    static void replace(Handle tx, PriceLine.Gateway line, Instant at) {
        var _ = tx.createUpdate(END)
                .bind("provider", line.method().carrier().name())
                .bind("operation", line.operation().name())
                .bind("method", line.method().name())
                .bind("from", line.period().from())
                .bind("to", line.period().to())
                .bind("at", at)
                .execute();
        var _ = tx.createUpdate(INSERT)
                .bind("provider", line.method().carrier().name())
                .bind("operation", line.operation().name())
                .bind("method", line.method().name())
                .bind("percentage", line.charge().percentage())
                .bind("fixed_fee", line.charge().fixedFee().map(Money::getAmount))
                .bind(
                        "fixed_fee_currency",
                        line.charge()
                                .fixedFee()
                                .map(fee -> fee.getCurrencyUnit().getCode()))
                .bind("from", line.period().from())
                .bind("to", line.period().to())
                .bind("at", at)
                .execute();
    }

    private static GatewayFee read(ResultSet row) throws SQLException {
        return new GatewayFee(
                Columns.id(row, "id", GatewayFeeId::new),
                Columns.id(row, "provider_id", ProviderId::new),
                OperationType.valueOf(row.getString("operation_type")),
                PaymentMethod.valueOf(row.getString("payment_method")),
                row.getBigDecimal("percentage"),
                PriceTable.fee(row, "fixed_fee", "fixed_fee_currency"),
                Columns.instant(row, "effective_from"),
                Columns.optionalInstant(row, "effective_to"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
