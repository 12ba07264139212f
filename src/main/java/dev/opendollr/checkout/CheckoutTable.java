package dev.opendollr.checkout;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.source.Source;
import dev.opendollr.source.SourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of table `checkout`.
final class CheckoutTable {
    private static final String INSERT = """
        insert into checkout (merchant_id, source_id, mode, success_url, cancel_url, expires_at, created_at)
        values (:merchant, :source, :mode, :success_url, :cancel_url, :expires_at, :at)
        returning id, source_id, mode, success_url, cancel_url, expires_at, created_at
        """;

    private static final String FIND_BY_SOURCE = """
        select id, source_id, mode, success_url, cancel_url, expires_at, created_at
          from checkout
         where merchant_id = :merchant and source_id = :source
        """;

    private CheckoutTable() {}

    static Checkout insert(Handle tx, Source source, Checkouts.Draft draft, Instant at) {
        return tx.createQuery(INSERT)
                .bind("merchant", source.merchant())
                .bind("source", source.id())
                .bind("mode", draft.mode().name())
                .bind("success_url", draft.successUrl())
                .bind("cancel_url", draft.cancelUrl())
                .bind("expires_at", draft.expiresAt())
                .bind("at", at)
                .map((row, context) -> read(row))
                .one();
    }

    static Optional<Checkout> findBySource(Handle tx, MerchantId merchant, SourceId source) {
        return tx.createQuery(FIND_BY_SOURCE)
                .bind("merchant", merchant)
                .bind("source", source)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Checkout read(ResultSet row) throws SQLException {
        return new Checkout(
                Columns.id(row, "id", CheckoutId::new),
                Columns.id(row, "source_id", SourceId::new),
                CheckoutMode.valueOf(row.getString("mode")),
                Columns.text(row, "success_url"),
                Columns.text(row, "cancel_url"),
                Columns.optionalInstant(row, "expires_at"),
                Columns.instant(row, "created_at"));
    }
}
