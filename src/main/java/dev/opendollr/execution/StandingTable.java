package dev.opendollr.execution;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.ExecutionId;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.source.SourceId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL that reads how the collections of one source stand.
final class StandingTable {
    /// The newest collection, and what its row cannot say: its account, how many collections there are, how many
    /// of them the gateway itself has declined without money, and how many brought money that is not kept. A
    /// decline about which the gateway is to be asked again does not count: the gateway has called since.
    private static final String FIND = "select " + ExecutionTable.COLUMNS + """
               , (select insensitive_account_number
                    from payment_account
                   where payment_account.merchant_id = execution.merchant_id
                     and payment_account.id = execution.payment_account_id) as account,
               count(*) over () as attempts,
               count(*) filter (where status = 'FAILED' and decline_code is not null and not_kept_at is null
                                  and next_check_at is null) over () as declined,
               count(not_kept_at) over () as not_kept
          from execution
         where merchant_id = :merchant and source_id = :source and operation_type = 'COLLECTION'
         order by id desc
         limit 1
        """;

    /// An automatic refund has paid when it is COMPLETED, or when its gateway paid what it had declined.
    private static final String RETURNS = """
        select id, payer_amount, payer_currency, not_kept_at, went_at
          from execution as collection
         cross join lateral (
               select min(coalesce(completed_at, not_kept_at)) as went_at
                 from execution as refund
                where refund.merchant_id = collection.merchant_id and refund.original_id = collection.id
                  and refund.session_id is null
                  and (refund.status = 'COMPLETED' or refund.not_kept_at is not null)) as returned
         where merchant_id = :merchant and source_id = :source and operation_type = 'COLLECTION'
           and not_kept_at is not null
         order by (went_at is not null), id desc
         limit :limit
        """;

    /// The newest collection of a source, and the counts of all of them.
    record Found(Standing.Newest newest, int attempts, int declined, int notKept) {}

    private StandingTable() {}

    /// Empty when there was no collection.
    static Optional<Found> find(Handle tx, MerchantId merchant, SourceId source) {
        return tx.createQuery(FIND)
                .bind("merchant", merchant)
                .bind("source", source)
                .map((row, context) -> new Found(
                        new Standing.Newest(ExecutionTable.read(row), Columns.text(row, "account")),
                        row.getInt("attempts"),
                        row.getInt("declined"),
                        row.getInt("not_kept")))
                .findOne();
    }

    static List<Standing.Return> returns(Handle tx, MerchantId merchant, SourceId source) {
        return tx.createQuery(RETURNS)
                .bind("merchant", merchant)
                .bind("source", source)
                .bind("limit", Standing.RETURNS_MAX)
                .map((row, context) -> new Standing.Return(
                        Columns.id(row, "id", ExecutionId::new),
                        Money.of(CurrencyUnit.of(row.getString("payer_currency")), row.getBigDecimal("payer_amount")),
                        Columns.instant(row, "not_kept_at"),
                        Columns.optionalInstant(row, "went_at")))
                .list();
    }
}
