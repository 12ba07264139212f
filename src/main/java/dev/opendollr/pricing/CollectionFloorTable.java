package dev.opendollr.pricing;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The SQL of table `collection_floor`, but for quotes.
final class CollectionFloorTable {
    /// A row whose period overlaps with that of the new row ends at the moment at which the new row begins. If
    /// it would begin within the new row's period, it never takes effect.
    private static final String END = """
        update collection_floor
           set effective_to = greatest(effective_from, :from)
         where total_currency = :total and payer_currency = :payer
           and payment_method is not distinct from cast(:method as text)
           and (effective_to is null or effective_to > :from)
           and (cast(:to as timestamptz) is null or effective_from < :to)
        """;

    private static final String INSERT = """
        insert into collection_floor (payment_method, total_currency, payer_currency, floor, effective_from,
                                      effective_to, created_at)
        values (:method, :total, :payer, :floor, :from, :to, :at)
        """;

    private CollectionFloorTable() {}

    static void replace(Handle tx, PriceLine.Floor line, Instant at) {
        var payer = line.least().getCurrencyUnit().getCode();
        var _ = tx.createUpdate(END)
                .bind("total", line.total().getCode())
                .bind("payer", payer)
                .bind("method", line.method().map(Enum::name))
                .bind("from", line.period().from())
                .bind("to", line.period().to())
                .execute();
        var _ = tx.createUpdate(INSERT)
                .bind("method", line.method().map(Enum::name))
                .bind("total", line.total().getCode())
                .bind("payer", payer)
                .bind("floor", line.least().getAmount())
                .bind("from", line.period().from())
                .bind("to", line.period().to())
                .bind("at", at)
                .execute();
    }
}
