package dev.opendollr.merchant;

import dev.opendollr.db.Columns;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.identity.MerchantType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The SQL of table `merchant`.
final class MerchantTable {
    private static final String INSERT = """
        insert into merchant (name, merchant_type, email, phone, created_at)
        values (:name, :merchant_type, :email, :phone, :at)
        returning id, name, merchant_type, email, phone
        """;

    /// Does nothing when there is one.
    private static final String INSERT_DEMO = """
        insert into merchant (name, merchant_type, demo, created_at)
        values (:name, :merchant_type, true, :at)
            on conflict (demo) where demo do nothing
        """;

    private static final String FIND_DEMO = """
        select id, name, merchant_type, email, phone
          from merchant
         where demo
        """;

    private static final String FIND = """
        select id, name, merchant_type, email, phone
          from merchant
         where id = :id
        """;

    private static final String LIST = """
        select id, name, merchant_type, email, phone
          from merchant
         order by id
        """;

    private MerchantTable() {}

    static Merchant insert(
            Handle tx, String name, MerchantType type, Optional<String> email, Optional<String> phone, Instant at) {
        return tx.createQuery(INSERT)
                .bind("name", name)
                .bind("merchant_type", type.name())
                .bind("email", email)
                .bind("phone", phone)
                .bind("at", at)
                .map((row, context) -> read(row))
                .one();
    }

    static void insertDemo(Handle tx, String name, MerchantType type, Instant at) {
        var _ = tx.createUpdate(INSERT_DEMO)
                .bind("name", name)
                .bind("merchant_type", type.name())
                .bind("at", at)
                .execute();
    }

    static Merchant findDemo(Handle tx) {
        return tx.createQuery(FIND_DEMO).map((row, context) -> read(row)).one();
    }

    static Optional<Merchant> find(Handle tx, MerchantId id) {
        return tx.createQuery(FIND)
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<Merchant> list(Handle tx) {
        return tx.createQuery(LIST).map((row, context) -> read(row)).list();
    }

    private static Merchant read(ResultSet row) throws SQLException {
        return new Merchant(
                new MerchantId(row.getLong("id")),
                row.getString("name"),
                MerchantType.valueOf(row.getString("merchant_type")),
                Columns.text(row, "email"),
                Columns.text(row, "phone"));
    }
}
