package dev.opendollr.party;

import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.problem.ProblemException;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The people and organizations a merchant deals with.
public final class Parties {
    private final Database database;
    private final InstantSource clock;

    /// A party before it is stored and has an id.
    public record Draft(String fullname, String phone, Optional<String> email, Optional<String> countryCode) {}

    public Parties(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Takes part in the transaction of `tx`. Several parties can have the same phone.
    public Party create(Handle tx, MerchantId merchant, Draft draft) {
        return PartyTable.insert(tx, merchant, draft, clock.instant());
    }

    /// A party of whom nothing but a name is known. Takes part in the transaction of `tx`.
    public Party create(Handle tx, MerchantId merchant, String fullname) {
        return PartyTable.insertWithoutPhone(tx, merchant, fullname, clock.instant());
    }

    /// The oldest party with the phone of `draft`, unchanged; created when there is none. Takes part in the
    /// transaction of `tx`. Until it ends, this method makes other transactions wait that look for the same
    /// phone.
    public Party findOrCreate(Handle tx, MerchantId merchant, Draft draft) {
        PartyTable.lockPhone(tx, merchant, draft.phone());
        return PartyTable.findByPhone(tx, merchant, draft.phone()).orElseGet(() -> create(tx, merchant, draft));
    }

    public Party retrieve(MerchantId merchant, PartyId id) {
        return database.of(merchant)
                .single(handle -> PartyTable.find(handle, merchant, id))
                .orElseThrow(() -> ProblemException.notFound("Party"));
    }

    /// In ascending order of ids above `after`; `fullname` matches any part of the name, ignoring case.
    public void list(MerchantId merchant, Optional<String> fullname, Listing<Party> listing) {
        database.of(merchant).list(listing, tx -> PartyTable.list(tx, merchant, fullname, listing));
    }
}
