package dev.opendollr.merchant;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.identity.Caller;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.identity.MerchantType;
import dev.opendollr.base.problem.Problem.Forbidden;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.pricing.FeeTiers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The businesses that use this service.
public final class Merchants {
    private static final MerchantType DEMO_TYPE = MerchantType.ORGANIZATION;

    private final Database database;
    private final Credentials credentials;
    private final InstantSource clock;

    /// A merchant and its first credential, whose secret is known only now.
    public record Registered(Merchant merchant, Credential.Issued credential) {}

    /// What an update asks for; an absent value keeps the field.
    public record Change(Optional<String> name, Optional<String> email, Optional<String> phone) {}

    /// The demo merchants of a sandbox: one to try everything with, and one to receive its transfers.
    public enum Demo {
        SHOP("Demo Shop", "231770000001"),
        PARTNER("Demo Partner", "231770000002");

        private final String merchantName;
        private final String phone;

        Demo(String merchantName, String phone) {
            this.merchantName = merchantName;
            this.phone = phone;
        }

        public String phone() {
            return phone;
        }

        private boolean isPartner() {
            return this == PARTNER;
        }
    }

    public Merchants(Database database, Credentials credentials, InstantSource clock) {
        this.database = database;
        this.credentials = credentials;
        this.clock = clock;
    }

    public Registered register(String name, MerchantType type, Optional<String> email, Optional<String> phone) {
        return database.everywhere().transact(tx -> {
            var at = clock.instant();
            var merchant = MerchantTable.insert(tx, name, type, email, phone, at);
            FeeTiers.assignDefault(tx, merchant.id(), at);
            return new Registered(merchant, credentials.issue(tx, merchant.id()));
        });
    }

    /// A demo merchant of a sandbox. The first call creates and verifies it, also when several servers call at
    /// once. A demo merchant created by an earlier version gets what it lacks.
    public Merchant demo(Demo demo) {
        return database.everywhere().transact(tx -> {
            MerchantTable.lockPhones(tx);
            var at = clock.instant();
            MerchantTable.insertDemo(tx, demo.isPartner(), demo.merchantName, DEMO_TYPE, at);
            MerchantTable.completeDemo(tx, demo.isPartner(), demo.phone, at);
            var merchant = MerchantTable.findDemo(tx, demo.isPartner());
            FeeTiers.assignDefault(tx, merchant.id(), at);
            return merchant;
        });
    }

    public Merchant retrieve(MerchantId id) {
        return database.of(id)
                .single(handle -> MerchantTable.find(handle, id))
                .orElseThrow(() -> ProblemException.notFound("Merchant"));
    }

    /// The merchant as it is afterwards. Refused when it is verified and another verified merchant has the phone.
    public Merchant update(MerchantId id, Change change) {
        var merchant = retrieve(id);
        return database.of(id)
                .transact(tx -> {
                    MerchantTable.lockPhones(tx);
                    return MerchantTable.update(tx, merchant.id(), change, clock.instant());
                })
                .orElseThrow(() -> samePhone(id));
    }

    /// Whether this is the database of a sandbox: it has the demo merchants and was never used in the live
    /// role.
    public boolean isSandbox() {
        return database.everywhere().single(MerchantTable::isSandbox);
    }

    /// Joins the transaction of `handle` if there is one.
    public Optional<Merchant> find(Handle handle, MerchantId id) {
        return MerchantTable.find(handle, id);
    }

    public List<Merchant> list() {
        return database.everywhere().single(MerchantTable::list);
    }

    public boolean isVerified(MerchantId id) {
        return database.of(id).single(handle -> MerchantTable.isVerified(handle, id));
    }

    /// Takes part in the transaction of `tx`.
    public boolean isVerified(Handle tx, MerchantId id) {
        return MerchantTable.isVerified(tx, id);
    }

    /// Returns the caller if its merchant is verified, and refuses it otherwise. Payouts, transfers, refunds,
    /// payment links and hosted checkouts need a verified merchant. Routes call this after authentication,
    /// before they check the rest of the request.
    @CanIgnoreReturnValue
    public Caller.ByCredential requireVerified(Caller.ByCredential caller) {
        if (!isVerified(caller.merchant())) {
            throw new ProblemException(new Forbidden(new MerchantReason.NotVerified()));
        }
        return caller;
    }

    /// The one verified merchant with this phone. Takes part in the transaction of `tx`.
    public Optional<Merchant> verifiedByPhone(Handle tx, String phone) {
        return MerchantTable.findVerifiedByPhone(tx, phone);
    }

    /// The one verified merchant with this phone. It keeps the phone until the transaction of `tx` ends.
    public Optional<Merchant> shareVerifiedByPhone(Handle tx, String phone) {
        return MerchantTable.shareVerifiedByPhone(tx, phone);
    }

    /// Verifies the merchant. A merchant that is verified already keeps its time. Refused when another verified
    /// merchant has the same phone: the phone would be ambiguous.
    public void verify(MerchantId id) {
        var merchant = retrieve(id);
        boolean isVerified = database.of(id).transact(tx -> {
            MerchantTable.lockPhones(tx);
            return MerchantTable.verify(tx, merchant.id(), clock.instant());
        });
        if (!isVerified) {
            throw samePhone(id);
        }
    }

    private static ProblemException samePhone(MerchantId id) {
        return ProblemException.refused("phone", new MerchantReason.PhoneOfAnother(id.value()));
    }

    /// Payments under way continue. The merchant can start nothing new that requires verification.
    public void unverify(MerchantId id) {
        if (!database.of(id).single(handle -> MerchantTable.unverify(handle, id))) {
            throw ProblemException.notFound("Merchant");
        }
    }
}
