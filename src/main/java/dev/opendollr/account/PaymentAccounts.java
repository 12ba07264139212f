package dev.opendollr.account;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.money.PaymentMethod;
import dev.opendollr.base.money.Provider;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.party.PartyId;
import dev.opendollr.party.PartyReason;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The accounts that a merchant's parties pay from and are paid to.
public final class PaymentAccounts {
    private final InstantSource clock;

    /// A payment account before it is stored and has an id. The caller has already checked that method,
    /// provider, operation and account number fit together.
    public record Draft(
            OperationType operationType,
            String accountName,
            Provider provider,
            PaymentMethod method,
            PartyId partyId,
            Optional<String> countryCode,
            Optional<String> insensitiveAccountNumber) {
        @Override
        public String toString() {
            return "Draft[method=" + method + ", insensitiveAccountNumber=***]";
        }
    }

    public PaymentAccounts(InstantSource clock) {
        this.clock = clock;
    }

    /// Takes part in the transaction of `tx`. Creating the same account again adds a second one.
    public PaymentAccount create(Handle tx, MerchantId merchant, Draft draft) {
        return PaymentAccountTable.insert(tx, merchant, draft, clock.instant())
                .orElseThrow(() -> ProblemException.refused("party_id", new PartyReason.NoSuchParty()));
    }

    /// The oldest active account with the operation, the method, the party and the number of `draft`, unchanged;
    /// created when there is none. Takes part in the transaction of `tx`. Until it ends, this method makes other
    /// transactions wait that look for the same account.
    public PaymentAccount findOrCreate(Handle tx, MerchantId merchant, Draft draft) {
        PaymentAccountTable.lockSame(tx, merchant, draft);
        return PaymentAccountTable.findSame(tx, merchant, draft).orElseGet(() -> create(tx, merchant, draft));
    }

    /// Finds inactive accounts too. Joins the transaction of `handle` if there is one.
    public Optional<PaymentAccount> find(Handle handle, MerchantId merchant, PaymentAccountId id) {
        return PaymentAccountTable.find(handle, merchant, id);
    }
}
