package dev.opendollr.merchant;

import dev.opendollr.db.Database;
import dev.opendollr.identity.MerchantId;
import dev.opendollr.identity.MerchantType;
import dev.opendollr.pricing.FeeTiers;
import dev.opendollr.problem.ProblemException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The businesses that use this service.
public final class Merchants {
    private static final String DEMO_NAME = "Demo Shop";
    private static final MerchantType DEMO_TYPE = MerchantType.ORGANIZATION;

    private final Database database;
    private final Credentials credentials;
    private final InstantSource clock;

    /// A merchant and its first credential, whose secret is known only now.
    public record Registered(Merchant merchant, Credential.Issued credential) {}

    public Merchants(Database database, Credentials credentials, InstantSource clock) {
        this.database = database;
        this.credentials = credentials;
        this.clock = clock;
    }

    public Registered register(String name, MerchantType type, Optional<String> email, Optional<String> phone) {
        return database.transact(tx -> {
            var at = clock.instant();
            var merchant = MerchantTable.insert(tx, name, type, email, phone, at);
            FeeTiers.assignDefault(tx, merchant.id(), at);
            return new Registered(merchant, credentials.issue(tx, merchant.id()));
        });
    }

    /// The merchant that a sandbox comes with; made the first time, once however many servers ask.
    public Merchant demo() {
        return database.transact(tx -> {
            var at = clock.instant();
            MerchantTable.insertDemo(tx, DEMO_NAME, DEMO_TYPE, at);
            var merchant = MerchantTable.findDemo(tx);
            FeeTiers.assignDefault(tx, merchant.id(), at);
            return merchant;
        });
    }

    public Merchant retrieve(MerchantId id) {
        return database.single(handle -> MerchantTable.find(handle, id))
                .orElseThrow(() -> ProblemException.notFound("Merchant"));
    }

    public List<Merchant> list() {
        return database.single(MerchantTable::list);
    }
}
