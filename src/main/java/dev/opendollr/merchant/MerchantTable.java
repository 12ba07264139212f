package dev.opendollr.merchant;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
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
        returning id, name, merchant_type, email, phone, verified_at
        """;

    /// Does nothing when the demo merchant exists. The shop is marked with `demo`, its partner with
    /// `demo_partner`.
    private static final String INSERT_DEMO = """
        insert into merchant (name, merchant_type, demo, demo_partner, created_at)
        values (:name, :merchant_type, not :partner, :partner, :at)
            on conflict do nothing
        """;

    /// Gives a demo merchant its phone and verifies it, unless it has a phone or is verified already. So this
    /// happens once: it keeps the phone even if its verification is revoked. Changes nothing when another
    /// verified merchant has the phone.
    private static final String COMPLETE_DEMO = """
        update merchant
           set phone = :phone, verified_at = :at
         where case when :partner then demo_partner else demo end and phone is null and verified_at is null
           and not exists (select 1
                             from merchant as other
                            where other.phone = :phone and other.verified_at is not null)
        """;

    private static final String FIND_DEMO = """
        select id, name, merchant_type, email, phone, verified_at
          from merchant
         where case when :partner then demo_partner else demo end
        """;

    /// Serializes all decisions about which merchant a phone belongs to, so that each one is later than all
    /// before it. Readers, and transactions that reference a merchant, do not wait.
    private static final String LOCK_PHONES = "lock table merchant in share row exclusive mode";

    private static final String FIND_VERIFIED_BY_PHONE = """
        select id, name, merchant_type, email, phone, verified_at
          from merchant
         where phone = :phone and verified_at is not null
        """;

    private static final String SHARE_VERIFIED_BY_PHONE = FIND_VERIFIED_BY_PHONE + """
           for share
        """;

    private static final String IS_VERIFIED = """
        select exists (select 1 from merchant where id = :id and verified_at is not null)
        """;

    /// A merchant that is verified already keeps its time. Changes nothing when another verified merchant has
    /// the phone.
    private static final String VERIFY = """
        update merchant
           set verified_at = coalesce(verified_at, :at)
         where id = :id
           and not exists (select 1
                             from merchant as other
                            where other.phone = merchant.phone and other.verified_at is not null and other.id <> :id)
        """;

    private static final String UNVERIFY = """
        update merchant
           set verified_at = null
         where id = :id
        """;

    /// An absent value keeps the column. Changes nothing when the merchant is verified and another verified
    /// merchant has the new phone.
    private static final String UPDATE = """
        update merchant
           set name = coalesce(:name, name), email = coalesce(:email, email), phone = coalesce(:phone, phone),
               phone_since = case when phone is distinct from coalesce(:phone, phone) then :at else phone_since end
         where id = :id
           and (verified_at is null
                or not exists (select 1
                                 from merchant as other
                                where other.phone = :phone and other.verified_at is not null and other.id <> :id))
        returning id, name, merchant_type, email, phone, verified_at
        """;

    private static final String IS_SANDBOX = """
        select exists (select 1 from merchant where demo) and not exists (select 1 from live_role)
        """;

    private static final String FIND = """
        select id, name, merchant_type, email, phone, verified_at
          from merchant
         where id = :id
        """;

    private static final String LIST = """
        select id, name, merchant_type, email, phone, verified_at
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

    static void insertDemo(Handle tx, boolean partner, String name, MerchantType type, Instant at) {
        var _ = tx.createUpdate(INSERT_DEMO)
                .bind("partner", partner)
                .bind("name", name)
                .bind("merchant_type", type.name())
                .bind("at", at)
                .execute();
    }

    static void completeDemo(Handle tx, boolean partner, String phone, Instant at) {
        var _ = tx.createUpdate(COMPLETE_DEMO)
                .bind("partner", partner)
                .bind("phone", phone)
                .bind("at", at)
                .execute();
    }

    static Merchant findDemo(Handle tx, boolean partner) {
        return tx.createQuery(FIND_DEMO)
                .bind("partner", partner)
                .map((row, context) -> read(row))
                .one();
    }

    static void lockPhones(Handle tx) {
        var _ = tx.execute(LOCK_PHONES);
    }

    static Optional<Merchant> findVerifiedByPhone(Handle tx, String phone) {
        return tx.createQuery(FIND_VERIFIED_BY_PHONE)
                .bind("phone", phone)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// No other transaction can change the merchant until this one ends.
    static Optional<Merchant> shareVerifiedByPhone(Handle tx, String phone) {
        return tx.createQuery(SHARE_VERIFIED_BY_PHONE)
                .bind("phone", phone)
                .map((row, context) -> read(row))
                .findOne();
    }

    static boolean isVerified(Handle tx, MerchantId id) {
        return tx.createQuery(IS_VERIFIED).bind("id", id).mapTo(Boolean.class).one();
    }

    /// Whether it is verified now; false when another verified merchant has its phone.
    static boolean verify(Handle tx, MerchantId id, Instant at) {
        return tx.createUpdate(VERIFY).bind("id", id).bind("at", at).execute() == 1;
    }

    /// Whether there is such a merchant.
    static boolean unverify(Handle tx, MerchantId id) {
        return tx.createUpdate(UNVERIFY).bind("id", id).execute() == 1;
    }

    static Optional<Merchant> update(Handle tx, MerchantId id, Merchants.Change change, Instant at) {
        return tx.createQuery(UPDATE)
                .bind("id", id)
                .bind("name", change.name())
                .bind("email", change.email())
                .bind("phone", change.phone())
                .bind("at", at)
                .map((row, context) -> read(row))
                .findOne();
    }

    static boolean isSandbox(Handle tx) {
        return tx.createQuery(IS_SANDBOX).mapTo(Boolean.class).one();
    }

    static Optional<Merchant> find(Handle tx, MerchantId id) {
        return tx.createQuery(FIND)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    static List<Merchant> list(Handle tx) {
        return tx.createQuery(LIST).map((row, context) -> read(row)).list();
    }

    private static Merchant read(ResultSet row) throws SQLException {
        return new Merchant(
                Columns.id(row, "id", MerchantId::new),
                row.getString("name"),
                MerchantType.valueOf(row.getString("merchant_type")),
                Columns.text(row, "email"),
                Columns.text(row, "phone"),
                Columns.optionalInstant(row, "verified_at"));
    }
}
