package dev.opendollr.gateway;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What payers should be told about the methods of a gateway. Nothing here decides a payment.
public interface Hints {
    /// Empty for a method that needs no hint, and for one that no operator offers.
    Optional<Hint> of(PaymentMethod method);

    /// The methods with which this merchant's payers cannot pay at present.
    Set<PaymentMethod> outOfOrder(MerchantId merchant);

    default boolean isAvailable(MerchantId merchant, PaymentMethod method) {
        return !outOfOrder(merchant).contains(method);
    }

    /// The cards that a payer can choose by name. Empty where payers have real cards.
    List<CardChoice> cards();

    /// The kind of a decline; [RefusalKind#OTHER] for a code that is not known.
    RefusalKind kind(PaymentMethod method, String declineCode);

    /// The address of the page on which a payer approves a payment that [Outcome.NeedsAction], and from which
    /// the payer returns to `returnPath`. It may be relative to the payment page. Empty where the gateway has no
    /// such page. Does not check whether the payment still waits.
    Optional<String> challenge(String clientSecret, String returnPath);
}
