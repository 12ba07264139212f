package dev.opendollr.pricing;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// The SQL of table `fee_tier`.
final class FeeTierTable {
    /// Inserts nothing when a tier with this name exists.
    private static final String INSERT = """
        insert into fee_tier (name, is_default, created_at, updated_at)
        values (:name, false, :at, :at)
            on conflict (name) do nothing
        returning id, name, is_default, created_at, updated_at
        """;

    private static final String FIND = """
        select id, name, is_default, created_at, updated_at
          from fee_tier
         where name = :name
        """;

    private static final String LIST = """
        select id, name, is_default, created_at, updated_at
          from fee_tier
         where id > :after
         order by id
         limit :limit
        """;

    private static final String LIST_ALL = """
        select id, name, is_default, created_at, updated_at
          from fee_tier
        """;

    private FeeTierTable() {}

    static Optional<FeeTier> insert(Handle tx, String name, Instant at) {
        return tx.createQuery(INSERT)
                .bind("name", name)
                .bind("at", at)
                .map((row, context) -> read(row))
                .findOne();
    }

    static Optional<FeeTier> find(Handle tx, String name) {
        return tx.createQuery(FIND)
                .bind("name", name)
                .map((row, context) -> read(row))
                .findOne();
    }

    static ResultIterable<FeeTier> list(Handle tx, Listing<FeeTier> listing) {
        return tx.createQuery(LIST)
                .setFetchSize(Database.ROWS_AT_ONCE)
                .bind("after", listing.after())
                .bind("limit", listing.fetch())
                .map((row, context) -> read(row));
    }

    static List<FeeTier> listAll(Handle tx) {
        return tx.createQuery(LIST_ALL).map((row, context) -> read(row)).list();
    }

    static FeeTier read(ResultSet row) throws SQLException {
        return new FeeTier(
                row.getLong("id"),
                row.getString("name"),
                row.getBoolean("is_default"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
