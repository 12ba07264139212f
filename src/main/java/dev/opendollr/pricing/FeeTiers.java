package dev.opendollr.pricing;

import dev.opendollr.identity.MerchantId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The plans of platform fees, and which merchant has which.
public final class FeeTiers {
    private FeeTiers() {}

    /// Gives a new merchant the default tier, in the transaction that creates it; a merchant that has a tier keeps it.
    public static void assignDefault(Handle tx, MerchantId merchant, Instant at) {
        MerchantTierTable.insertDefault(tx, merchant, at);
    }
}
