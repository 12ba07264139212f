package dev.opendollr.gateway;

import dev.opendollr.identity.MerchantId;
import dev.opendollr.money.PaymentMethod;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/// One attempt to move money through a gateway. Its id is chosen once for each movement and never anew, so that a
/// gateway which is asked again moves the money no second time.
///
/// `account` is the phone, in digits, of mobile money, or the token of a card; a card may be unknown as yet. A refund
/// names the attempt that took the money, and carries that attempt's account. `reference` is the merchant's
/// `reference_id` of the execution, if there is one: for people, not for gateways.
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
