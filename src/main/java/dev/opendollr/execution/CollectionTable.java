package dev.opendollr.execution;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.Actor;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.source.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// The SQL that reads the collections of a source together.
final class CollectionTable {
    private static final String FIND_KEPT = "select " + ExecutionTable.COLUMNS + """
          from execution
         where merchant_id = :merchant and source_id = :source and operation_type = 'COLLECTION'
           and status = 'COMPLETED'
        """;

    private static final String PAYMENTS = "select " + ExecutionTable.COLUMNS + """
          from execution
         where merchant_id = :merchant and source_id = :source and operation_type = 'COLLECTION' and id > :after
         order by id
         limit :limit
        """;

    private static final String COUNT = """
        select count(*)
          from execution
         where merchant_id = :merchant and source_id = :source and operation_type = 'COLLECTION'
        """;

    /// The newest attempts first.
    private static final String BEGUN_BY_PAYERS = """
        select created_at
          from execution
         where merchant_id = :merchant and source_id = :source and operation_type = 'COLLECTION'
           and actor = :payer
         order by created_at desc
         limit :limit
        """;

    private static final String DECLINED_CARDS = """
        select declined_at
          from (select updated_at as declined_at, row_number() over (order by updated_at, id) as place
                  from execution
                 where merchant_id = :merchant and source_id = :source and operation_type = 'COLLECTION'
                   and actor = :payer and payment_method = :card and decline_code is not null) as declined
         where place % :times = 0
         order by place desc
         limit 1
        """;

    private CollectionTable() {}

    /// The collection that paid a source.
    static Optional<Execution> findKept(Handle handle, MerchantId merchant, SourceId source) {
        return handle.createQuery(FIND_KEPT)
                .bind("merchant", merchant)
                .bind("source", source)
                .map((row, context) -> ExecutionTable.read(row))
                .findOne();
    }

    /// The collections of a source, successful or not, in ascending order of ids.
    static ResultIterable<Execution> payments(
            Handle tx, MerchantId merchant, SourceId source, Listing<Execution> listing) {
        return tx.createQuery(PAYMENTS)
                .bind("merchant", merchant)
                .bind("source", source)
                .setFetchSize(Database.ROWS_AT_ONCE)
                .bind("after", listing.after())
                .bind("limit", listing.fetch())
                .map((row, context) -> ExecutionTable.read(row));
    }

    /// How many collections of a source were begun, by whomever.
    static int count(Handle tx, MerchantId merchant, SourceId source) {
        return tx.createQuery(COUNT)
                .bind("merchant", merchant)
                .bind("source", source)
                .mapTo(Integer.class)
                .one();
    }

    /// When payers began their last attempts to pay a source, the newest first, at most `limit` of them.
    static List<Instant> begunByPayers(Handle tx, MerchantId merchant, SourceId source, int limit) {
        return tx.createQuery(BEGUN_BY_PAYERS)
                .bind("merchant", merchant)
                .bind("source", source)
                .bind("payer", Actor.PAYER)
                .bind("limit", limit)
                .map((row, context) -> Columns.instant(row, "created_at"))
                .list();
    }

    /// When the last card of payers was declined that completed `times` of them: of eleven declines and `times`
    /// five, the tenth.
    static Optional<Instant> declinedCards(Handle tx, MerchantId merchant, SourceId source, int times) {
        return tx.createQuery(DECLINED_CARDS)
                .bind("merchant", merchant)
                .bind("source", source)
                .bind("payer", Actor.PAYER)
                .bind("card", PaymentMethod.CREDIT_CARD.name())
                .bind("times", times)
                .map((row, context) -> Columns.instant(row, "declined_at"))
                .findOne();
    }
}
