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

/// The SQL of table `counterparty`.
final class CounterpartyTable {
    /// Inserts nothing when the merchant has no such party.
    private static final String INSERT = """
        insert into counterparty (merchant_id, relationship_type, party_id, created_at, updated_at)
        select :merchant, :relationship_type, cast(:party as bigint), cast(:at as timestamptz), cast(:at as timestamptz)
         where cast(:party as bigint) is null
            or exists (select 1 from party where merchant_id = :merchant and id = :party)
        returning id, relationship_type, party_id, created_at, updated_at
        """;

    private static final String UPDATE = """
        update counterparty
           set relationship_type = coalesce(:relationship_type, relationship_type),
               party_id = coalesce(cast(:party as bigint), party_id),
               updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and id = :id
           and (cast(:party as bigint) is null
                or exists (select 1 from party where merchant_id = :merchant and id = :party))
        returning id, relationship_type, party_id, created_at, updated_at
        """;

    /// Changes nothing when the counterparty has a party already.
    private static final String ATTACH = """
        update counterparty
           set party_id = :party, updated_at = greatest(updated_at, :at)
         where merchant_id = :merchant and id = :id and party_id is null
        """;

    private static final String FIND = """
        select counterparty.id, relationship_type, party_id, counterparty.created_at, counterparty.updated_at,
               fullname, phone, email, country_code,
               party.created_at as party_created_at, party.updated_at as party_updated_at
          from counterparty
          left join party on party.merchant_id = counterparty.merchant_id and party.id = party_id
         where counterparty.merchant_id = :merchant and counterparty.id = :id
        """;

    private static final String LOCK = """
        select id
          from counterparty
         where merchant_id = :merchant and id = :id
        """;

    private static final String FIND_BY_PARTY = """
        select id, relationship_type, party_id, created_at, updated_at
          from counterparty
         where merchant_id = :merchant and party_id = :party and relationship_type = :relationship_type
         order by id
         limit 1
        """;

    private static final String LIST = """
        select counterparty.id, relationship_type, party_id, counterparty.created_at, counterparty.updated_at,
               fullname, phone, email, country_code,
               party.created_at as party_created_at, party.updated_at as party_updated_at
          from counterparty
          left join party on party.merchant_id = counterparty.merchant_id and party.id = party_id
         where counterparty.merchant_id = :merchant and counterparty.id > :after
           and (cast(:fullname as text) is null
                or position(lower(normalize(:fullname, nfc)) in lower(normalize(fullname, nfc))) > 0)
           and (cast(:relationship_type as text) is null or relationship_type = :relationship_type)
         order by counterparty.id
         limit :limit
        """;

    private CounterpartyTable() {}

    static Optional<Counterparty> insert(
            Handle tx, MerchantId merchant, RelationshipType relationshipType, Optional<PartyId> party, Instant at) {
        return tx.createQuery(INSERT)
                .bind("merchant", merchant)
                .bind("relationship_type", relationshipType.name())
                .bind("party", party)
                .bind("at", at)
                .map((row, context) -> read(row, Optional.empty()))
                .findOne();
    }

    static Optional<Counterparty> update(
            Handle tx,
            MerchantId merchant,
            CounterpartyId id,
            Optional<RelationshipType> relationshipType,
            Optional<PartyId> party,
            Instant at) {
        return tx.createQuery(UPDATE)
                .bind("merchant", merchant)
                .bind("id", id)
                .bind("relationship_type", relationshipType.map(Enum::name))
                .bind("party", party)
                .bind("at", at)
                .map((row, context) -> read(row, Optional.empty()))
                .findOne();
    }

    /// Whether the party was attached; false when the counterparty had one already.
    static boolean attach(Handle tx, MerchantId merchant, CounterpartyId id, PartyId party, Instant at) {
        int attached = tx.createUpdate(ATTACH)
                .bind("merchant", merchant)
                .bind("id", id)
                .bind("party", party)
                .bind("at", at)
                .execute();
        return attached == 1;
    }

    /// No other transaction can change the counterparty until this one ends.
    static void lock(Handle tx, MerchantId merchant, CounterpartyId id) {
        lock(tx, LOCK + " for no key update", merchant, id);
    }

    /// Nothing can change the counterparty until the transaction ends. Several transactions can share it.
    static void share(Handle tx, MerchantId merchant, CounterpartyId id) {
        lock(tx, LOCK + " for share", merchant, id);
    }

    private static void lock(Handle tx, String sql, MerchantId merchant, CounterpartyId id) {
        var _ = tx.createQuery(sql)
                .bind("merchant", merchant)
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
    }

    static Optional<Counterparty> find(Handle tx, MerchantId merchant, CounterpartyId id) {
        return tx.createQuery(FIND)
                .bind("merchant", merchant)
                .bind("id", id)
                .map((row, context) -> readWithParty(row))
                .findOne();
    }

    /// The oldest one.
    static Optional<Counterparty> findByParty(
            Handle tx, MerchantId merchant, PartyId party, RelationshipType relationshipType) {
        return tx.createQuery(FIND_BY_PARTY)
                .bind("merchant", merchant)
                .bind("party", party)
                .bind("relationship_type", relationshipType.name())
                .map((row, context) -> read(row, Optional.empty()))
                .findOne();
    }

    static ResultIterable<Counterparty> list(
            Handle tx,
            MerchantId merchant,
            Optional<String> fullname,
            Optional<RelationshipType> relationshipType,
            Listing<Counterparty> listing) {
        return tx.createQuery(LIST)
                .bind("merchant", merchant)
                .bind("fullname", fullname)
                .bind("relationship_type", relationshipType.map(Enum::name))
                .setFetchSize(Database.ROWS_AT_ONCE)
                .bind("after", listing.after())
                .bind("limit", listing.fetch())
                .map((row, context) -> readWithParty(row));
    }

    private static Counterparty readWithParty(ResultSet row) throws SQLException {
        boolean hasParty = Columns.optionalId(row, "party_id", PartyId::new).isPresent();
        return read(row, hasParty ? Optional.of(PartyTable.read(row)) : Optional.empty());
    }

    private static Counterparty read(ResultSet row, Optional<Party> party) throws SQLException {
        return new Counterparty(
                Columns.id(row, "id", CounterpartyId::new),
                RelationshipType.valueOf(row.getString("relationship_type")),
                Columns.optionalId(row, "party_id", PartyId::new),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"),
                party);
    }
}
