package dev.opendollr.pricing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.opendollr.base.db.Database;
import dev.opendollr.base.db.Listing;
import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.OperationType;
import dev.opendollr.base.problem.ProblemException;
import dev.opendollr.base.text.TextRule;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The plans of platform fees, and which merchant has which plan.
public final class FeeTiers {
    public static final int NAME_LENGTH_MAX = 100;
    private static final Pattern AROUND = Pattern.compile("^[ \t]+|[ \t]+$");

    private final Database database;
    private final InstantSource clock;

    public FeeTiers(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The name of a tier as it is stored: without surrounding spaces and tabs, as in price files, and in the
    /// Unicode form in which names are compared. Empty when `typed` is not a valid name.
    public static Optional<String> name(String typed) {
        return Optional.of(AROUND.matcher(typed).replaceAll(""))
                .filter(TextRule.LINE::allows)
                .map(name -> Normalizer.normalize(name, Normalizer.Form.NFC))
                .filter(name -> !name.isEmpty() && TextRule.length(name) <= NAME_LENGTH_MAX);
    }

    /// Gives a new merchant the default tier, in the transaction that creates it; a merchant that has a tier
    /// keeps it.
    public static void assignDefault(Handle tx, MerchantId merchant, Instant at) {
        MerchantTierTable.insertDefault(tx, merchant, at);
    }

    /// In ascending order of ids above `after`.
    public void list(Listing<FeeTier> listing) {
        database.everywhere().list(listing, tx -> FeeTierTable.list(tx, listing));
    }

    /// Adds a tier without any rate. Empty when a tier with this name exists.
    public Optional<FeeTier> add(String name) {
        return database.everywhere().single(handle -> FeeTierTable.insert(handle, name, clock.instant()));
    }

    /// The rate in force for an operation in the tier with this name.
    public FeeTierRate rate(String tier, OperationType operation) {
        var known = retrieve(tier);
        return database.everywhere()
                .single(handle -> FeeTierRateTable.find(handle, known, operation, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("Fee tier rate"));
    }

    /// The merchant's own tier; empty for one that has none and pays by the default tier.
    public Optional<MerchantTier> ofMerchant(MerchantId merchant) {
        return database.of(merchant).single(handle -> MerchantTierTable.find(handle, merchant));
    }

    /// Gives the merchant another tier, from now on.
    @CanIgnoreReturnValue
    public MerchantTier assign(MerchantId merchant, String tier, String by) {
        var known = retrieve(tier);
        return database.of(merchant).transact(tx -> {
            MerchantTierTable.assign(tx, merchant, known, by, clock.instant());
            return MerchantTierTable.find(tx, merchant).orElseThrow();
        });
    }

    private FeeTier retrieve(String name) {
        return name(name)
                .flatMap(known -> database.everywhere().single(handle -> FeeTierTable.find(handle, known)))
                .orElseThrow(() -> ProblemException.notFound("Fee tier"));
    }
}
