package dev.opendollr.gateway.sandbox;

import dev.opendollr.gateway.Attempt;
import dev.opendollr.gateway.sandbox.Fate.Completes;
import dev.opendollr.gateway.sandbox.Fate.CompletesSlowly;
import dev.opendollr.gateway.sandbox.Fate.CompletesTwice;
import dev.opendollr.gateway.sandbox.Fate.Fails;
import dev.opendollr.gateway.sandbox.Fate.FailsThenCompletes;
import dev.opendollr.gateway.sandbox.Fate.StaysInFlight;
import dev.opendollr.gateway.sandbox.Fate.TimesOut;
import java.util.Arrays;

/// The last three digits of a phone, and how payments with its account end. They mean the same for every
/// operator and every currency.
///
/// A number is the same account for collections and payouts: an unknown account can neither pay nor be paid, an
/// empty one can still be paid. A refund is a payout to the account that paid.
enum MagicNumber {
    COMPLETES("789", new Completes(), new Completes()),
    AT_ITS_LIMIT(
            "019",
            new Fails("PAYER_LIMIT_REACHED", "The payer has reached a limit of the wallet"),
            new Fails("WALLET_LIMIT_REACHED", "The recipient's wallet can take no more")),
    UNKNOWN(
            "029",
            new Fails("PAYER_NOT_FOUND", "The phone number has no account with this operator"),
            new Fails("RECIPIENT_NOT_FOUND", "The phone number has no account with this operator")),
    NOT_APPROVED("039", new Fails("PAYMENT_NOT_APPROVED", "The payer did not approve the payment"), new Completes()),
    EMPTY("049", new Fails("INSUFFICIENT_BALANCE", "The payer has not enough money"), new Completes()),
    FAILS(
            "069",
            new Fails("UNSPECIFIED_FAILURE", "The operator gave no reason"),
            new Fails("UNSPECIFIED_FAILURE", "The operator gave no reason")),
    CANNOT_BE_PAID(
            "089", new Completes(), new Fails("RECIPIENT_NOT_FOUND", "The recipient was not found at this operator")),
    STAYS_IN_FLIGHT("129", new StaysInFlight(), new StaysInFlight()),
    TIMES_OUT("139", new TimesOut(), new TimesOut()),
    COMPLETES_TWICE("149", new CompletesTwice(), new CompletesTwice()),
    FAILS_THEN_COMPLETES("159", late(), late()),
    COMPLETES_SLOWLY("169", new CompletesSlowly(), new CompletesSlowly());

    private final String suffix;
    private final Fate collection;
    private final Fate payout;

    MagicNumber(String suffix, Fate collection, Fate payout) {
        this.suffix = suffix;
        this.collection = collection;
        this.payout = payout;
    }

    /// A number that is not listed completes.
    static MagicNumber of(String phone) {
        return Arrays.stream(values())
                .filter(number -> phone.endsWith(number.suffix))
                .findFirst()
                .orElse(COMPLETES);
    }

    String suffix() {
        return suffix;
    }

    Fate fate(Attempt.Kind kind) {
        return switch (kind) {
            case COLLECT -> collection;
            case PAY_OUT -> payout;
            // So that developers can see late money go back.
            case REFUND -> this == FAILS_THEN_COMPLETES ? new Completes() : payout;
        };
    }

    private static Fate late() {
        return new FailsThenCompletes(new Fails("UNSPECIFIED_FAILURE", "The operator gave no reason"));
    }
}
