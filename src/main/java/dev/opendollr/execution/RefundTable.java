package dev.opendollr.execution;

import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.pricing.Quote;
import dev.opendollr.pricing.Refunding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/// The SQL that reads the refunds of a collection: those that merchants have asked for, and the automatic ones.
/// A transaction that refunds must lock the original first; otherwise the result may be outdated at once.
final class RefundTable {
    /// The sums of merchants' refunds that are in flight, completed, or paid although they had been declined.
    /// Refunds have no fx fee.
    private static final String REFUNDED = """
        select coalesce(sum(payer_amount), 0) as payer_amount, coalesce(sum(payee_amount), 0) as payee_amount,
               coalesce(sum(platform_fee), 0) as platform_fee, coalesce(sum(gateway_fee), 0) as gateway_fee
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

    private static final String RETURNS = """
        select count(*) as attempts, count(*) filter (where status = 'COMPLETED' or not_kept_at is not null) as moved
          from execution
         where merchant_id = :merchant and original_id = :original and session_id is null
        """;

    /// What was declined is left out, unless a gateway has paid it all the same.
    private static final String GIVEN = "select " + ExecutionTable.COLUMNS + """
          from execution
         where merchant_id = :merchant and original_id = :original and session_id is not null
           and (status <> 'FAILED' or not_kept_at is not null)
         order by id
         limit :limit
        """;

    private RefundTable() {}

    /// How much of a collection has been refunded.
    static Refunding soFar(Handle tx, Execution collection) {
        return tx.createQuery(REFUNDED)
                .bind("merchant", collection.merchant())
                .bind("original", collection.id())
                .map((row, context) -> Refunding.of(collection.quote(), together(row, collection.quote())))
                .one();
    }

    /// The wallet pays refunds in the currency that the collection brought.
    private static Quote together(ResultSet row, Quote collection) throws SQLException {
        var wallet = collection.payeeAmount().getCurrencyUnit();
        return new Quote(
                Money.of(wallet, row.getBigDecimal("payer_amount")),
                Money.of(collection.payerAmount().getCurrencyUnit(), row.getBigDecimal("payee_amount")),
                Money.of(wallet, row.getBigDecimal("platform_fee")),
                Optional.of(Money.of(wallet, row.getBigDecimal("gateway_fee"))),
                Optional.empty(),
                collection.rate());
    }

    /// Whether a refund requested by the merchant is in flight.
    static boolean isOpen(Handle tx, Execution collection) {
        return tx.createQuery(IS_OPEN)
                .bind("merchant", collection.merchant())
                .bind("original", collection.id())
                .mapTo(Boolean.class)
                .one();
    }

    /// The refunds of a collection that merchants have asked for and that have paid or still may, in ascending
    /// order of ids.
    static List<Execution> given(Handle tx, MerchantId merchant, ExecutionId collection, int limit) {
        return tx.createQuery(GIVEN)
                .bind("merchant", merchant)
                .bind("original", collection)
                .bind("limit", limit)
                .map((row, context) -> ExecutionTable.read(row))
                .list();
    }

    /// How many automatic refunds of a collection were begun, and whether one of them has paid.
    record ReturnAttempts(int count, boolean done) {}

    static ReturnAttempts returnAttempts(Handle tx, MerchantId merchant, ExecutionId original) {
        return tx.createQuery(RETURNS)
                .bind("merchant", merchant)
                .bind("original", original)
                .map((row, context) -> new ReturnAttempts(row.getInt("attempts"), row.getInt("moved") > 0))
                .one();
    }
}
