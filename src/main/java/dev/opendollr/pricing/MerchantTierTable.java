package dev.opendollr.pricing;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.MerchantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of table `merchant_fee_tier`.
final class MerchantTierTable {
    private static final String INSERT_DEFAULT = """
        insert into merchant_fee_tier (merchant_id, fee_tier_id, assigned_at)
        select :merchant, id, :at
          from fee_tier
         where is_default
            on conflict (merchant_id) do nothing
        """;

    private static final String ASSIGN = """
        insert into merchant_fee_tier (merchant_id, fee_tier_id, assigned_at, assigned_by)
        values (:merchant, :tier, :at, :by)
            on conflict (merchant_id) do update
           set fee_tier_id = :tier, assigned_at = :at, assigned_by = :by
        """;

    private static final String FIND = """
        select merchant_fee_tier.id as merchant_tier_id, assigned_at, assigned_by,
               fee_tier.id, name, is_default, created_at, updated_at
          from merchant_fee_tier
          join fee_tier on fee_tier.id = fee_tier_id
         where merchant_id = :merchant
        """;

    private MerchantTierTable() {}

    static void insertDefault(Handle tx, MerchantId merchant, Instant at) {
        var _ = tx.createUpdate(INSERT_DEFAULT)
                .bind("merchant", merchant)
                .bind("at", at)
                .execute();
    }

    static void assign(Handle tx, MerchantId merchant, FeeTier tier, String by, Instant at) {
        var _ = tx.createUpdate(ASSIGN)
                .bind("merchant", merchant)
                .bind("tier", tier.id())
                .bind("by", by)
                .bind("at", at)
                .execute();
    }

    static Optional<MerchantTier> find(Handle tx, MerchantId merchant) {
        return tx.createQuery(FIND)
                .bind("merchant", merchant)
                .map((row, context) -> read(row, merchant))
                .findOne();
    }

    private static MerchantTier read(ResultSet row, MerchantId merchant) throws SQLException {
        return new MerchantTier(
                row.getLong("merchant_tier_id"),
                merchant,
                Columns.instant(row, "assigned_at"),
                Columns.text(row, "assigned_by"),
                FeeTierTable.read(row));
    }
}
