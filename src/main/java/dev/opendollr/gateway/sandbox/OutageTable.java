package dev.opendollr.gateway.sandbox;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of table `sandbox_outage`.
final class OutageTable {
    private static final String PUT = """
        insert into sandbox_outage (merchant_id, payment_method, kind, until)
        values (:merchant, :payment_method, :kind, :until)
            on conflict (merchant_id, payment_method) do update set kind = :kind, until = :until
        returning payment_method, kind, until
        """;

    private static final String FIND = """
        select payment_method, kind, until
          from sandbox_outage
         where merchant_id = :merchant and payment_method = :payment_method and until > :at
        """;

    private static final String LIST = """
        select payment_method, kind, until
          from sandbox_outage
         where merchant_id = :merchant and until > :at
         order by payment_method
        """;

    private static final String DELETE = """
        delete from sandbox_outage
         where merchant_id = :merchant and payment_method = :payment_method and until > :at
        returning payment_method, kind, until
        """;

    private OutageTable() {}

    static Outage put(Handle handle, MerchantId merchant, Outage outage) {
        return handle.createQuery(PUT)
                .bind("merchant", merchant)
                .bind("payment_method", outage.method().name())
                .bind("kind", outage.kind().name())
                .bind("until", outage.until())
                .map((row, context) -> read(row))
                .one();
    }

    static Optional<Outage> find(Handle handle, MerchantId merchant, PaymentMethod method, Instant at) {
        return handle.createQuery(FIND)
                .bind("merchant", merchant)
                .bind("payment_method", method.name())
                .bind("at", at)
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<Outage> list(Handle handle, MerchantId merchant, Instant at) {
        return handle.createQuery(LIST)
                .bind("merchant", merchant)
                .bind("at", at)
                .map((row, context) -> read(row))
                .list();
    }

    static Optional<Outage> delete(Handle handle, MerchantId merchant, PaymentMethod method, Instant at) {
        return handle.createQuery(DELETE)
                .bind("merchant", merchant)
                .bind("payment_method", method.name())
                .bind("at", at)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Outage read(ResultSet row) throws SQLException {
        return new Outage(
                PaymentMethod.valueOf(row.getString("payment_method")),
                Outage.Kind.valueOf(row.getString("kind")),
                Columns.instant(row, "until"));
    }
}
