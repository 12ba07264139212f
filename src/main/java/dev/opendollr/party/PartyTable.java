package dev.opendollr.party;

import dev.opendollr.base.db.Columns;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.MerchantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// The SQL of table `party`.
final class PartyTable {
    private static final String INSERT = """
        insert into party (merchant_id, fullname, phone, email, country_code, created_at, updated_at)
        values (:merchant, :fullname, :phone, :email, :country_code, :at, :at)
        returning id as party_id, fullname, phone, email, country_code,
                  created_at as party_created_at, updated_at as party_updated_at
        """;

    private static final String FIND = """
        select id as party_id, fullname, phone, email, country_code,
               created_at as party_created_at, updated_at as party_updated_at
          from party
         where merchant_id = :merchant and id = :id
        """;

    private static final String FIND_BY_PHONE = """
        select id as party_id, fullname, phone, email, country_code,
               created_at as party_created_at, updated_at as party_updated_at
          from party
         where merchant_id = :merchant and phone = :phone
         order by id
         limit 1
        """;

    /// Until the transaction ends, no other one can look for this phone in order to create it. Otherwise both
    /// would find none and create two.
    private static final String LOCK_PHONE = """
        select pg_advisory_xact_lock(hashtextextended(cast(:merchant as text) || ' ' || :phone, 0))
        """;

    private static final String LIST = """
        select id as party_id, fullname, phone, email, country_code,
               created_at as party_created_at, updated_at as party_updated_at
          from party
         where merchant_id = :merchant and id > :after
           and (cast(:fullname as text) is null
                or position(lower(normalize(:fullname, nfc)) in lower(normalize(fullname, nfc))) > 0)
         order by id
         limit :limit
        """;

    private PartyTable() {}

    static Party insert(Handle tx, MerchantId merchant, Parties.Draft draft, Instant at) {
        return insert(
                tx, merchant, draft.fullname(), Optional.of(draft.phone()), draft.email(), draft.countryCode(), at);
    }

    static Party insertWithoutPhone(Handle tx, MerchantId merchant, String fullname, Instant at) {
        return insert(tx, merchant, fullname, Optional.empty(), Optional.empty(), Optional.empty(), at);
    }

    private static Party insert(
            Handle tx,
            MerchantId merchant,
            String fullname,
            Optional<String> phone,
            Optional<String> email,
            Optional<String> countryCode,
            Instant at) {
        return tx.createQuery(INSERT)
                .bind("merchant", merchant)
                .bind("fullname", fullname)
                .bind("phone", phone)
                .bind("email", email)
                .bind("country_code", countryCode)
                .bind("at", at)
                .map((row, context) -> read(row))
                .one();
    }

    static Optional<Party> find(Handle tx, MerchantId merchant, PartyId id) {
        return tx.createQuery(FIND)
                .bind("merchant", merchant)
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// The oldest one.
    static Optional<Party> findByPhone(Handle tx, MerchantId merchant, String phone) {
        return tx.createQuery(FIND_BY_PHONE)
                .bind("merchant", merchant)
                .bind("phone", phone)
                .map((row, context) -> read(row))
                .findOne();
    }

    static void lockPhone(Handle tx, MerchantId merchant, String phone) {
        tx.createQuery(LOCK_PHONE)
                .bind("merchant", merchant)
                .bind("phone", phone)
                .mapTo(String.class)
                .one();
    }

    static ResultIterable<Party> list(
            Handle tx, MerchantId merchant, Optional<String> fullname, Listing<Party> listing) {
        return tx.createQuery(LIST)
                .bind("merchant", merchant)
                .bind("fullname", fullname)
                .setFetchSize(Database.ROWS_AT_ONCE)
                .bind("after", listing.after())
                .bind("limit", listing.fetch())
                .map((row, context) -> read(row));
    }

    /// The party of a row with the column names of the statements above.
    static Party read(ResultSet row) throws SQLException {
        return new Party(
                Columns.id(row, "party_id", PartyId::new),
                row.getString("fullname"),
                Columns.text(row, "email"),
                Columns.text(row, "phone"),
                Columns.text(row, "country_code"),
                Columns.instant(row, "party_created_at"),
                Columns.instant(row, "party_updated_at"));
    }
}
