package dev.opendollr.pricing;

import dev.opendollr.identity.MerchantId;
import java.time.Instant;
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

    private MerchantTierTable() {}

    static void insertDefault(Handle tx, MerchantId merchant, Instant at) {
        var _ = tx.createUpdate(INSERT_DEFAULT)
                .bind("merchant", merchant.value())
                .bind("at", at)
                .execute();
    }
}
