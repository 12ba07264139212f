package dev.opendollr.ledger;

import dev.opendollr.base.identity.MerchantId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/// The SQL of table `gift`: the sandbox's gifts of test money. Rows are never changed.
final class GiftTable {
    private static final String INSERT = """
        insert into gift (merchant_id, currency, amount, at)
        values (:merchant, :currency, :amount, :at)
        """;

    private GiftTable() {}

    static void insert(Handle tx, MerchantId merchant, Money gift, Instant at) {
        var _ = tx.createUpdate(INSERT)
                .bind("merchant", merchant)
                .bind("currency", gift.getCurrencyUnit().getCode())
                .bind("amount", gift.getAmount())
                .bind("at", at)
                .execute();
    }
}
