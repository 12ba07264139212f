package dev.opendollr.pricing;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The SQL of table `fx_rate`, but for quotes.
final class FxRateTable {
    /// A row whose period overlaps with that of the new row ends at the moment at which the new row begins. If
    /// it would begin within the new row's period, it never takes effect.
    private static final String END = """
        update fx_rate
           set effective_to = greatest(effective_from, :from)
         where base_currency = :base and quote_currency = :quote
           and (effective_to is null or effective_to > :from)
           and (cast(:to as timestamptz) is null or effective_from < :to)
        """;

    private static final String INSERT = """
        insert into fx_rate (base_currency, quote_currency, rate, source, effective_from, effective_to, created_at)
        values (:base, :quote, :rate, :source, :from, :to, :at)
        """;

    private FxRateTable() {}

    static void replace(Handle tx, PriceLine.Rate line, Instant at) {
        var _ = tx.createUpdate(END)
                .bind("base", line.base().getCode())
                .bind("quote", line.quote().getCode())
                .bind("from", line.period().from())
                .bind("to", line.period().to())
                .execute();
        var _ = tx.createUpdate(INSERT)
                .bind("base", line.base().getCode())
                .bind("quote", line.quote().getCode())
                .bind("rate", line.rate())
                .bind("source", line.source())
                .bind("from", line.period().from())
                .bind("to", line.period().to())
                .bind("at", at)
                .execute();
    }
}
