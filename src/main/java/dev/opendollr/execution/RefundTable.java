package dev.opendollr.execution;

import dev.opendollr.pricing.Refunding;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/// The SQL that reads what merchants have refunded of a collection. The original must be held by who is about to
/// refund it, or the answer may be old at once.
final class RefundTable {
    /// What merchants' refunds have given back or are about to, in the payer's currency and from the wallet.
    private static final String REFUNDED = """
        select coalesce(sum(payee_amount), 0) as given_back,
               coalesce(sum(payer_amount - platform_fee - coalesce(gateway_fee, 0)), 0) as taken
          from execution
         where merchant_id = :merchant and original_id = :original and session_id is not null
           and (status <> 'FAILED' or not_kept_at is not null)
        """;

    private static final String IS_OPEN = """
        select exists (select 1
                         from execution
                        where merchant_id = :merchant and original_id = :original and session_id is not null
                          and status in ('PENDING', 'PROCESSING'))
        """;

    private RefundTable() {}

    /// How far a collection has been given back.
    static Refunding soFar(Handle tx, Execution collection) {
        var quote = collection.quote();
        return tx.createQuery(REFUNDED)
                .bind("merchant", collection.merchant().value())
                .bind("original", collection.id())
                .map((row, context) -> new Refunding(
                        quote,
                        Money.of(quote.payerAmount().getCurrencyUnit(), row.getBigDecimal("given_back")),
                        Money.of(quote.payeeAmount().getCurrencyUnit(), row.getBigDecimal("taken"))))
                .one();
    }

    /// Whether a refund that a merchant has asked for is in flight.
    static boolean isOpen(Handle tx, Execution collection) {
        return tx.createQuery(IS_OPEN)
                .bind("merchant", collection.merchant().value())
                .bind("original", collection.id())
                .mapTo(Boolean.class)
                .one();
    }
}
