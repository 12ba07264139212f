package dev.opendollr.party;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.ProblemException;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The relationships of parties to a merchant.
public final class Counterparties {
    private final Database database;
    private final InstantSource clock;

    public Counterparties(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Takes part in the transaction of `tx`.
    public Counterparty create(
            Handle tx, MerchantId merchant, RelationshipType relationshipType, Optional<PartyId> party) {
        return CounterpartyTable.insert(tx, merchant, relationshipType, party, clock.instant())
                .orElseThrow(Counterparties::noSuchParty);
    }

    /// The merchant's oldest counterparty with this party and relationship; created when there is none. Takes
    /// part in the transaction of `tx`, which must hold the lock on the party's phone, see
    /// [Parties#findOrCreate].
    public Counterparty findOrCreate(Handle tx, MerchantId merchant, RelationshipType relationshipType, PartyId party) {
        return CounterpartyTable.findByParty(tx, merchant, party, relationshipType)
                .orElseGet(() -> create(tx, merchant, relationshipType, Optional.of(party)));
    }

    /// Attaches `party` to a counterparty that has none. Returns the party that is attached afterwards: another
    /// one if another transaction was faster. Takes part in the transaction of `tx`.
    public PartyId attach(Handle tx, MerchantId merchant, CounterpartyId id, PartyId party) {
        return CounterpartyTable.attach(tx, merchant, id, party, clock.instant())
                ? party
                : find(tx, merchant, id).flatMap(Counterparty::partyId).orElseThrow();
    }

    /// An absent value keeps the field. The counterparty is locked first, so the time of the change is later
    /// than every transaction that shared it before.
    public Counterparty update(
            MerchantId merchant,
            CounterpartyId id,
            Optional<RelationshipType> relationshipType,
            Optional<PartyId> party) {
        return database.of(merchant)
                .transact(tx -> {
                    CounterpartyTable.lock(tx, merchant, id);
                    return CounterpartyTable.update(tx, merchant, id, relationshipType, party, clock.instant());
                })
                .orElseGet(() -> {
                    var _ = retrieve(merchant, id);
                    throw noSuchParty();
                });
    }

    public Counterparty retrieve(MerchantId merchant, CounterpartyId id) {
        return database.of(merchant)
                .single(handle -> find(handle, merchant, id))
                .orElseThrow(() -> ProblemException.notFound("Counterparty"));
    }

    /// With its party. Joins the transaction of `handle` if there is one.
    public Optional<Counterparty> find(Handle handle, MerchantId merchant, CounterpartyId id) {
        return CounterpartyTable.find(handle, merchant, id);
    }

    /// With its party. No other transaction can change the counterparty until that of `tx` ends.
    public Optional<Counterparty> share(Handle tx, MerchantId merchant, CounterpartyId id) {
        CounterpartyTable.share(tx, merchant, id);
        return find(tx, merchant, id);
    }

    /// With its party. Until the transaction of `tx` ends, no other one can change the counterparty or hold it.
    public Optional<Counterparty> hold(Handle tx, MerchantId merchant, CounterpartyId id) {
        CounterpartyTable.lock(tx, merchant, id);
        return find(tx, merchant, id);
    }

    /// In ascending order of ids above `after`; `fullname` matches any part of the party's name, ignoring case.
    public void list(
            MerchantId merchant,
            Optional<String> fullname,
            Optional<RelationshipType> relationshipType,
            Listing<Counterparty> listing) {
        database.of(merchant)
                .list(listing, tx -> CounterpartyTable.list(tx, merchant, fullname, relationshipType, listing));
    }

    private static ProblemException noSuchParty() {
        return ProblemException.refused("party_id", new PartyReason.NoSuchParty());
    }
}
