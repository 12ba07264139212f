package dev.opendollr.source;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.work.Holding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The SQL of table `source_item`. The statements that change it run while the transaction holds the lock on
/// the source's row.
final class SourceItemTable {
    private static final String INSERT = """
        insert into source_item (merchant_id, source_id, name, currency, qty, amount, created_at, updated_at)
        values (:merchant, :source, :name, :currency, :qty, :amount, :at, :at)
        returning id, name, currency, qty, amount, created_at, updated_at
        """;

    private static final String FIND = """
        select id, name, currency, qty, amount, created_at, updated_at
          from source_item
         where merchant_id = :merchant and source_id = :source and id = :id
        """;

    private static final String LIST = """
        select id, name, currency, qty, amount, created_at, updated_at
          from source_item
         where merchant_id = :merchant and source_id = :source
         order by id
        """;

    private static final String UPDATE = """
        update source_item
           set name = :name, qty = :qty, amount = :amount, updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and source_id = :source and id = :id
        returning id, name, currency, qty, amount, created_at, updated_at
        """;

    private static final String DELETE = """
        delete from source_item
         where merchant_id = :merchant and source_id = :source and id = :id
        """;

    /// The memory that an item takes, without the characters of its name.
    private static final int ITEM_BYTES = 256;

    private SourceItemTable() {}

    static SourceItem insert(Handle tx, Source source, String name, int qty, Money amount, Instant at) {
        return tx.createQuery(INSERT)
                .bind("merchant", source.merchant())
                .bind("source", source.id())
                .bind("name", name)
                .bind("currency", amount.getCurrencyUnit().getCode())
                .bind("qty", qty)
                .bind("amount", amount.getAmount())
                .bind("at", at)
                .map((row, context) -> read(row))
                .one();
    }

    static Optional<SourceItem> find(Handle tx, Source source, SourceItemId id) {
        return tx.createQuery(FIND)
                .bind("merchant", source.merchant())
                .bind("source", source.id())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// Reserves memory for each item as it is read: a thousand items with long names take megabytes. Call it
    /// inside a transaction: only then do the unread rows wait in PostgreSQL.
    static List<SourceItem> list(Handle tx, Source source) {
        List<SourceItem> items = new ArrayList<>();
        var query = tx.createQuery(LIST)
                .setFetchSize(Database.ROWS_AT_ONCE)
                .bind("merchant", source.merchant())
                .bind("source", source.id());
        try (var rows = query.map((row, context) -> read(row)).iterator()) {
            while (rows.hasNext()) {
                var item = rows.next();
                Holding.grow(ITEM_BYTES + (long) Character.BYTES * item.name().length());
                items.add(item);
            }
        }
        return items;
    }

    static SourceItem update(
            Handle tx, Source source, SourceItemId id, String name, int qty, Money amount, Instant at) {
        return tx.createQuery(UPDATE)
                .bind("merchant", source.merchant())
                .bind("source", source.id())
                .bind("id", id)
                .bind("name", name)
                .bind("qty", qty)
                .bind("amount", amount.getAmount())
                .bind("at", at)
                .map((row, context) -> read(row))
                .one();
    }

    static void delete(Handle tx, Source source, SourceItemId id) {
        int deleted = tx.createUpdate(DELETE)
                .bind("merchant", source.merchant())
                .bind("source", source.id())
                .bind("id", id)
                .execute();
        if (deleted != 1) {
            throw new IllegalStateException("removed " + deleted + " items");
        }
    }

    private static SourceItem read(ResultSet row) throws SQLException {
        return new SourceItem(
                Columns.id(row, "id", SourceItemId::new),
                row.getString("name"),
                row.getInt("qty"),
                Money.of(CurrencyUnit.of(row.getString("currency")), row.getBigDecimal("amount")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
