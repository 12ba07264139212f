package dev.opendollr.gateway;

import dev.opendollr.base.identity.MerchantId;
import dev.opendollr.base.money.PaymentMethod;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/// One attempt to move money through a gateway. Its id is chosen once for each movement and never changes, so
/// that a gateway that is asked again does not move the money twice.
///
/// `account` is the phone for mobile money, in digits, or the token of a card; a card may not be known yet.
/// `original` of a refund is the attempt that took the money, and `account` is then that attempt's account.
/// `reference` is the merchant's `reference_id` of the execution, if there is one. It is for people; gateways
/// do not use it.
public record Attempt(
        AttemptId id,
        MerchantId merchant,
        Kind kind,
        PaymentMethod method,
        Optional<String> account,
        Money amount,
        Optional<AttemptId> original,
        Optional<UUID> reference) {
    public enum Kind {
        COLLECT,
        PAY_OUT,
        REFUND
    }

    public Attempt {
        if ((kind == Kind.REFUND) != original.isPresent()) {
            throw new IllegalArgumentException(kind + " with original " + original);
        }
    }

    /// Without the account: phones must not reach a log.
    @Override
    public String toString() {
        return "Attempt[" + id.value() + ", " + kind + ", " + method + "]";
    }
}
